"""For lawyers who review the library: the annotated edition, the agreements to read, and what they found."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from samverkansavtal.content.folders import CHECKOUT, content_folder
from samverkansavtal.content.library import library_in, shipped_library
from samverkansavtal.content.records import Library, Record, Review
from samverkansavtal.content.reviews import fingerprint_of, record_of
from samverkansavtal.documents import today
from samverkansavtal.errors import SamverkanError, StorageError
from samverkansavtal.explaining.commentary import STATES, commentary
from samverkansavtal.language.reading import ReadError, text
from samverkansavtal.producing.opening import library_for
from samverkansavtal.proving.pairs import ReviewSet
from samverkansavtal.storing.answer_file import Draft, write_draft
from samverkansavtal.storing.saving import save_bytes
from samverkansavtal.word import report_docx

FILE = "granskning.toml"
HEAD = (
    "# Vem som har läst och granskat vad. Skrivs av samverkan review.\n"
    "# En rad faller av sig själv när text, villkor eller lag ändras: hash stämmer inte längre.\n\n"
)


def write_commentary(library: Library, path: Path, day: date | None = None) -> None:
    """Write the annotated edition as a Word file.

    Raises:
        StorageError: the file could not be written, or there is one by that name already.
    """
    if path.exists():
        raise StorageError(f"Filen {path} finns redan. Skriv ett annat namn, så att inget skrivs över.")
    save_bytes(path, report_docx(commentary(library, day or today())))


def record_review(
    name: str, review: dict[str, str], layer: Path | None, model: str, day: date | None = None
) -> tuple[str, ...]:
    """Write what somebody says about the text or rule called *name* into its layer; return what to say.

    *review* holds state, name, role, on_behalf and note. The same person's earlier word about it is replaced.

    Raises:
        SamverkanError: nothing is called that, or a field is empty or holds a personal identity number.
        StorageError: the file could not be written.
    """
    library = library_for(model, str(layer or ""))
    record = _record(name, library)
    words = {key: _word(value) for key, value in review.items() if value or key != "note"}
    made = Review(id=record.id, hash=fingerprint_of(record), day=day or today(), **words)
    path = _place(record, layer)
    kept = [one for one in _in_file(path) if (one["id"], one["name"]) != (made.id, made.name)]
    save_bytes(path, _written([*kept, vars_of(made)]))
    shipped_library.cache_clear()
    return (
        f"Antecknat: {record.id} är {STATES[made.state]} av {made.name}, {made.role}, för {made.on_behalf}.",
        f"Det står i {path.name} och faller av sig självt om text, villkor eller lag ändras.",
    )


def to_review(name: str, layer: Path | None, model: str) -> None:
    """Make sure that there is something called *name* to review, and somewhere to write it.

    Raises:
        SamverkanError: there is not.
    """
    _place(_record(name, library_for(model, str(layer or ""))), layer)


def _record(name: str, library: Library) -> Record:
    numbers = {rule.nr.casefold(): rule.id for rule in library.rules.values() if rule.nr}
    record = record_of(numbers.get(name.casefold(), name), library)
    if record is None:
        raise SamverkanError(
            f"”{name}” finns inte. Skriv en bestämmelse (lokaler/upplatelse), en regel (PROC-16) eller ett begrepp."
        )
    return record


def _place(record: Record, layer: Path | None) -> Path:
    """Return the file for reviews in the layer: the user's own, or the library's where it can be written to."""
    if layer is not None:
        return layer / "review" / f"{layer.resolve().name}.toml"
    templates = content_folder("templates")
    if not isinstance(templates, Path) or templates != CHECKOUT / "templates":
        raise SamverkanError(
            "Det installerade biblioteket ändras inte. Kopiera modellen med samverkan copy, "
            "och skriv --layer och mappen."
        )
    own = templates / record.layer
    return (own if (own / "model.toml").is_file() else templates) / "review" / FILE


def _in_file(path: Path) -> list[dict[str, Any]]:
    import tomllib

    if not path.is_file():
        return []
    found = tomllib.loads(path.read_text("utf-8")).get("reviews", [])
    return list(found)


def _written(reviews: list[dict[str, Any]]) -> bytes:
    import tomli_w

    return (HEAD + tomli_w.dumps({"reviews": reviews})).encode()


def vars_of(review: Review) -> dict[str, Any]:
    """Return a review as it is written, an empty note left out."""
    found = {name: getattr(review, name) for name in Review.__dataclass_fields__}
    return {key: value for key, value in found.items() if value or key != "note"}


def _word(value: str) -> str:
    try:
        return text(value)
    except ReadError as error:
        raise SamverkanError(str(error)) from None


def empty(folder: Path) -> None:
    """Let a folder pass that has nothing in it, or is not there yet.

    Raises:
        StorageError: there is something in it that could be written over.
    """
    if folder.exists() and any(folder.iterdir()):
        raise StorageError(f"Mappen {folder} är inte tom. Välj en annan mapp, så att inget skrivs över.")


def write_answers(found: ReviewSet, library: Library, layer: Path | None, folder: Path) -> tuple[Path, ...]:
    """Write each agreement of a review set as an answer file in a folder of its own; return the files.

    Raises:
        StorageError: a file could not be written, or the folder is not empty.
    """
    empty(folder)
    paths = []
    for number, answers in enumerate(found.agreements, 1):
        draft = Draft(library.model.id if layer is None else "", today(), answers)
        draft = replace(draft, layer=str(layer.resolve()) if layer else "")
        path = folder / f"avtal-{number:02}" / "svar.toml"
        save_bytes(path, write_draft(draft, library))
        paths.append(path)
    return tuple(paths)


def library_of(model: str, layer: Path | None) -> Library:
    """Return the library of a shipped model, or of the layer in a folder."""
    return library_in(layer) if layer is not None else shipped_library(model)
