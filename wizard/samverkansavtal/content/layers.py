"""Layers on disk → records. An upper layer overrides a file of a lower one by the same path."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path

from samverkansavtal.content.folders import content_folder
from samverkansavtal.content.frontmatter import Source, read_source
from samverkansavtal.content.records import Record
from samverkansavtal.errors import ContentError, ModelError, Problem
from samverkansavtal.language.swedish import listing

BASE = "bibliotek"
MAX_FILE = 200_000
MAX_FILES = 5_000
MAX_DEPTH = 6
TEMPLATES = (
    "interview",
    "tables",
    "reports",
    "papers",
    "explaining",
    "review",
    "forms",
)  # of a layer's files, those beside clauses and rules
REVIEW = "review/"
FOLDERS = ("clauses/", "rules/", *(f"{name}/" for name in TEMPLATES))


@dataclass(frozen=True)
class Layer:
    """The files of one layer, by the path they have in every layer (`clauses/…`, `rules/…`)."""

    id: str
    files: Mapping[str, str]  # path → text
    origin: Mapping[str, str] = field(default_factory=dict)  # path → path to show in messages
    own: bool = False  # lies in a folder of the user's, so nobody else knows what it says

    def shown(self, path: str) -> str:
        return self.origin.get(path, path)


@lru_cache(maxsize=1)  # every model stands on it, and the files of an installed program stay as they are
def base_layer() -> Layer:
    """Return the library's own clauses, rules, questions and tables."""
    files: dict[str, str] = {}
    for folder in ("clauses", "rules"):
        files.update(_texts(content_folder(folder), folder))
    templates = content_folder("templates")
    for name in TEMPLATES:
        files.update(_texts(templates / name, name))
    shown = {path: f"templates/{path}" for path in files if path.partition("/")[0] in TEMPLATES}
    return Layer(BASE, files, shown)


def model_layer(name: str) -> Layer:
    """Return the shipped model *name*.

    Raises:
        ModelError: there is no such model.
    """
    if name not in model_names():
        from difflib import get_close_matches

        near = get_close_matches(name.casefold(), model_names(), 1)
        meant = f"Menar ni {near[0]}? " if near else ""
        raise ModelError(
            f"Modellen ”{name[:80]}” finns inte. {meant}Modellerna heter {listing(model_names())}."
        )
    folder = content_folder("templates") / name
    files = dict(_texts(folder, ""))
    return Layer(name, files, {path: f"templates/{name}/{path}" for path in files})


def folder_layer(folder: Path) -> Layer:
    """Return a layer that lies anywhere on disk; only regular text files inside it are read.

    Raises:
        ModelError: the folder is no layer.
        ContentError: it holds links, too many or too large files.
    """
    if not (folder / "model.toml").is_file():
        raise ModelError(_no_model_in(folder))
    problems = list(_unsafe(folder))
    if problems:
        raise ContentError(problems)
    files = dict(_texts(folder, ""))
    name = folder.resolve().name
    own = f"{name} (egen)" if name in {BASE, *model_names()} else name
    return Layer(own, files, {path: str(folder / path) for path in files}, own=True)


def _no_model_in(folder: Path) -> str:
    if not folder.exists():
        return (
            f"Mappen {folder}, där er egen modell skulle ligga, finns inte. "
            "Kontrollera namnet, eller skapa en modell med samverkan copy MODELL MAPP."
        )
    if not folder.is_dir():
        return f"{folder} är en fil. Skriv namnet på mappen som er egen modell ligger i."
    return (
        f"I mappen {folder} finns ingen egen modell, för filen model.toml saknas där. "
        "Välj en annan mapp, eller skapa en modell med samverkan copy MODELL MAPP."
    )


def model_names() -> list[str]:
    """Return the shipped models."""
    return sorted(
        item.name for item in content_folder("templates").iterdir() if (item / "model.toml").is_file()
    )


def layers_for(top: Layer) -> tuple[Layer, ...]:
    """Return *top* and what it derives from, lowest first.

    Raises:
        ContentError: a model that is derived from does not exist, or derives from itself.
    """
    chain = [top]
    while parent := _derives(chain[-1]):
        if parent in {layer.id for layer in chain[1:]} or len(chain) > MAX_DEPTH:
            path = chain[-1].shown("model.toml")
            raise ContentError(
                [Problem(path, 1, f"derives leder tillbaka till ”{parent}”; skriv en annan modell")]
            )
        try:
            chain.append(model_layer(parent))
        except ModelError:
            message = f"modellen ”{parent}” finns inte; skriv en av {', '.join(model_names())}"
            raise ContentError(
                [Problem(chain[-1].shown("model.toml"), _line_of_derives(chain[-1]), message)]
            ) from None
    return (base_layer(), *reversed(chain))


def _line_of_derives(layer: Layer) -> int:
    source = read_source(layer.shown("model.toml"), layer.files["model.toml"])
    return 1 if isinstance(source, Problem) else source.line(("derives",))


def _derives(layer: Layer) -> str:
    source = read_source(layer.shown("model.toml"), layer.files.get("model.toml", ""))
    if isinstance(source, Problem):
        raise ContentError([source])
    derives = source.data.get("derives", "")
    if not isinstance(derives, str):
        message = 'derives ska vara namnet på en modell; skriv derives = "samverkan"'
        raise ContentError([Problem(source.path, source.line(("derives",)), message)])
    return derives


def kind_of(path: str) -> tuple[str, str] | None:
    """Return (kind, id) for a content path, or None for files that are not content."""
    if path == "model.toml":
        return "model", "model"
    stem, _, extension = path.rpartition(".")
    for prefix, suffix, kind in (
        ("clauses/", "md", "provision"),
        ("rules/concepts/", "md", "concept"),
        ("rules/figures/", "toml", "figure"),
        ("rules/words/", "toml", "words"),
        ("rules/sources", "toml", "sources"),
        ("rules/", "md", "rule"),
        ("interview/", "toml", "part"),
        ("tables/", "toml", "table"),
        ("reports/", "toml", "report"),
        (REVIEW, "toml", "review"),
        ("papers/", "md", "paper"),
        ("forms/fragor", "toml", "formtest"),
        ("forms/", "md", "form"),
        ("explaining/andra", "toml", "change"),
        ("explaining/snabbtest", "toml", "quick"),
    ):
        if path.startswith(prefix) and extension == suffix:
            return kind, stem.removeprefix(prefix) if prefix.endswith("/") else stem
    return None


def stack(layers: tuple[Layer, ...]) -> dict[tuple[str, str], Record]:
    """Return the records of *layers*, lowest first; models are kept one a layer."""
    records: dict[tuple[str, str], Record] = {}
    for layer in layers:
        for path, text in sorted(layer.files.items()):
            found = kind_of(path)
            if found is None:
                continue
            key = (found[0], layer.id) if found[0] == "model" else found
            records[key] = Record(*key, layer.id, layer.shown(path), text, records.get(key))
    return records


def strays(layers: tuple[Layer, ...]) -> Iterator[Problem]:
    """Report files that lie among the content but are none of it."""
    for layer in layers:
        for path in layer.files:
            if path.startswith(FOLDERS) and kind_of(path) is None:
                message = "filen läses inte; skriv .md för texter, regler och begrepp och .toml för resten"
                yield Problem(layer.shown(path), 1, message)


def parse(records: Mapping[tuple[str, str], Record]) -> tuple[dict[tuple[str, str], Source], list[Problem]]:
    """Return every record's parsed file, and the mistakes that hid a file."""
    sources: dict[tuple[str, str], Source] = {}
    problems: list[Problem] = []
    for key, record in records.items():
        source = read_source(record.path, record.text)
        if isinstance(source, Problem):
            problems.append(source)
        else:
            sources[key] = source
    return sources, problems


def _texts(folder: Traversable, prefix: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > MAX_DEPTH or not folder.is_dir():
        return
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{prefix}/{item.name}" if prefix else item.name
        if item.is_dir() and not item.name.startswith("."):
            yield from _texts(item, path, depth + 1)
        elif item.name.endswith((".md", ".toml")):
            yield path, _text(item, path)


def _text(item: Traversable, path: str) -> str:
    try:
        return item.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ContentError(
            [Problem(path, 1, "filen är inte sparad som UTF-8; spara om den med den teckenkodningen")]
        ) from None
    except OSError:
        raise ContentError(
            [Problem(path, 1, "filen går inte att läsa; kontrollera att ni har rätt att öppna den")]
        ) from None


def _unsafe(folder: Path) -> Iterator[Problem]:
    for count, item in enumerate(folder.rglob("*")):
        if count > MAX_FILES:
            yield Problem(str(folder), 1, f"mappen har fler än {MAX_FILES} filer; välj en mindre mapp")
            return
        if item.is_symlink():
            yield Problem(str(item), 1, "länkar läses inte; lägg själva filen i mappen")
        elif not item.is_dir() and not item.is_file():
            yield Problem(str(item), 1, "det är ingen vanlig fil; ta bort den ur mappen")
        elif item.suffix in (".md", ".toml") and len(item.relative_to(folder).parts) > MAX_DEPTH + 1:
            yield Problem(str(item), 1, f"filen ligger djupare än {MAX_DEPTH} mappar; flytta upp den")
        elif item.is_file() and item.suffix in (".md", ".toml") and item.stat().st_size > MAX_FILE:
            yield Problem(str(item), 1, f"filen är större än {MAX_FILE} byte; dela upp den")
