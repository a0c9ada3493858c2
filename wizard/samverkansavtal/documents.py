"""Answers and a library → files on disk. A Word file changed by hand is never overwritten."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

from samverkansavtal.content.layers import folder_layer, layers_for
from samverkansavtal.content.library import load_library, shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.drafting.agreement import draft as compose
from samverkansavtal.drafting.agreement import title
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.explaining.judged import still_standing
from samverkansavtal.explaining.risk_report import risk_report
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw
from samverkansavtal.storing.names import file_name
from samverkansavtal.storing.saving import save_bytes

ANSWER_FILES = ("svar.toml", "answers.toml")
VERSION = re.compile(r"-v(\d{1,4})\.docx$")


@dataclass(frozen=True)
class Opened:
    """An answer file held against its library."""

    path: Path
    draft: Draft
    library: Library
    plan: Plan
    dropped: tuple[str, ...]  # answers that could not be kept, as sentences


@dataclass(frozen=True)
class Produced:
    """What was written: files, version, and sentences about hand-made changes."""

    agreement: Path
    report: Path
    version: int
    fresh: bool  # False when the files on disk already said the same
    by_hand: tuple[str, ...]


def answer_path(target: Path) -> Path:
    """Return the answer file that *target*, a file or a folder, means.

    Raises:
        StorageError: the folder holds none.
    """
    if not target.is_dir():
        return target
    for name in ANSWER_FILES:
        if (target / name).is_file():
            return target / name
    raise StorageError(
        f"I mappen {target} finns ingen svarsfil. Skriv namnet på filen, eller börja ett utkast med samverkan new."
    )


def library_for(model: str, layer: str = "", beside: Path | None = None) -> Library:
    """Return the library of a shipped model, or of a layer in a folder (relative to *beside*)."""
    if not layer:
        return shipped_library(model)
    folder = Path(layer)
    if not folder.is_absolute() and beside is not None and not folder.is_dir():
        folder = beside / layer
    return load_library(*layers_for(folder_layer(folder)))


def open_answers(target: Path, layer: str = "") -> Opened:
    """Return the answers at *target* with their plan.

    Raises:
        StorageError, AnswerError, ContentError: what is wrong, in Swedish.
    """
    path = answer_path(target)
    raw = read_raw(path)
    library = library_for(raw.model, layer or raw.layer, path.parent)
    found, dropped = read_draft(raw, library)
    if layer:
        found = replace(found, layer=layer)
    if wrong := contradictions(library, found.answers):
        raise AnswerError("\n".join(f"{path.name}: {place}: {sentence}" for place, sentence in wrong))
    planned = plan(library, found.answers, found.day)
    kept, fallen = still_standing(found.judgements, planned)
    return Opened(path, replace(found, judgements=kept), library, planned, (*dropped, *fallen))


def write_documents(opened: Opened, folder: Path, *, pages: bool = False) -> Produced:
    """Write the agreement and the risk report into *folder*; a new version when anything differs.

    Raises:
        StorageError: a file could not be written.
        DraftError: the texts refer to something that does not stand.
    """
    name = file_name(title(opened.plan))
    last = latest(folder, name)
    judged = tuple(judgement.rule for judgement in opened.draft.judgements)
    before = [folder / f"{name}-v{version}.docx" for version in range(1, last + 1)]
    by_hand = [tuple(hand_made(path)) for path in before if path.exists()]
    told = tuple(line for lines in by_hand[:-1] for line in lines)
    if last and not by_hand[-1]:
        path = before[-1]
        if same_parts(path.read_bytes(), _agreement(opened.plan, last, judged, told, pages)):
            return _write_report(opened, folder, name, path, last, False, told)
    told = tuple(line for lines in by_hand for line in lines)
    version = last + 1
    path = folder / f"{name}-v{version}.docx"
    save_bytes(path, _agreement(opened.plan, version, judged, told, pages))
    return _write_report(opened, folder, name, path, version, True, told)


def _write_report(
    opened: Opened,
    folder: Path,
    name: str,
    agreement: Path,
    version: int,
    fresh: bool,
    by_hand: tuple[str, ...],
) -> Produced:
    from samverkansavtal.word import report_docx

    path = folder / f"{name}-riskrapport-v{version}.docx"
    draft = opened.draft
    data = report_docx(
        risk_report(opened.plan, version, draft.judgements, draft.changed_after_result, by_hand)
    )
    if not path.exists() or not same_parts(path.read_bytes(), data):
        save_bytes(path, data)
    return Produced(agreement, path, version, fresh, by_hand)


def _agreement(
    plan: Plan, version: int, judged: tuple[str, ...], changed: tuple[str, ...], pages: bool
) -> bytes:
    from samverkansavtal.word import agreement_docx, find_pages

    agreement = compose(plan, version, judged, changed)
    data = agreement_docx(agreement)
    found = find_pages(data) if pages else None
    return agreement_docx(agreement, found) if found else data


def same_parts(one: bytes, other: bytes) -> bool:
    """Return whether two Word files hold the same parts; machines may compress them differently."""
    try:
        parts = [
            {name: pack.read(name) for name in pack.namelist()}
            for pack in map(zipfile.ZipFile, map(BytesIO, (one, other)))
        ]
    except zipfile.BadZipFile:
        return False
    return parts[0] == parts[1]


def hand_made(path: Path) -> Iterator[str]:
    """Yield sentences about what has been changed by hand in a Word file that was written earlier."""
    from samverkansavtal.word import UnreadableWordError, read_back

    try:
        found = read_back(path.read_bytes())
    except UnreadableWordError as error:
        yield f"{path.name} går inte att läsa ({error}), så vi vet inte vad som är ändrat i den."
        return
    except OSError:
        raise StorageError(f"{path.name} kan inte öppnas. Stäng den i Word och försök igen.") from None
    if found.manifest is None:
        yield f"{path.name} är sparad så att vi inte kan se vad som är ändrat i den."
    if found.edits:
        places = ", ".join(dict.fromkeys(edit.place for edit in found.edits))
        yield f"{path.name} är ändrad för hand i {places}. Ändringarna finns kvar i den filen men inte här, och ingen regel har läst dem."


def latest(folder: Path, name: str) -> int:
    """Return the highest version of *name* in *folder*, 0 when there is none."""
    found = [VERSION.search(path.name) for path in folder.glob(f"{name}-v*.docx")] if folder.is_dir() else []
    return max((int(match[1]) for match in found if match), default=0)


def today() -> date:
    """Return the day a new draft begins; everything else takes its day from the draft."""
    return date.today()
