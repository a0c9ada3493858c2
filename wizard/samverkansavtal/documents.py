"""Answer files and Word files in folders on this computer."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from samverkansavtal.content.records import Library
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import Plan
from samverkansavtal.producing.opening import hold, library_for
from samverkansavtal.producing.papers import Papers, write_papers
from samverkansavtal.producing.whole_set import write_set
from samverkansavtal.storing.answer_file import Draft, read_content, read_raw
from samverkansavtal.storing.shelf import FolderShelf

ANSWER_FILES = ("svar.toml", "answers.toml")


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
    papers: tuple[Path, ...] = ()  # beside the agreement, when all were asked for


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
    where = "Här" if target == Path() else f"I mappen {target}"
    raise StorageError(
        f"{where} finns ingen svarsfil. Skriv namnet på filen, eller börja ett utkast med samverkan new."
    )


def known_file(target: Path) -> Path:
    """Return the answer file that *target* means, which must be there: nothing is made in its place.

    Raises:
        StorageError: there is none.
    """
    path = answer_path(target)
    read_content(path)
    return path


def open_answers(target: Path, layer: str = "") -> Opened:
    """Return the answers at *target* with their plan.

    Raises:
        StorageError, AnswerError, ContentError: what is wrong, in Swedish.
    """
    path = answer_path(target)
    raw = read_raw(path)
    held = hold(raw, library_for(raw.model, layer or raw.layer, path.parent))
    if wrong := contradictions(held.library, held.draft.answers):
        raise AnswerError("\n".join(f"{path.name}: {place}: {sentence}" for place, sentence in wrong))
    draft = replace(held.draft, layer=layer) if layer else held.draft
    return Opened(path, draft, held.library, held.plan, held.told)


def write_documents(opened: Opened, folder: Path, *, pages: bool = False) -> Produced:
    """Write the agreement and the risk report into *folder*; a new version when anything differs.

    Raises:
        StorageError: a file could not be written.
        DraftError: the texts refer to something that does not stand.
    """
    draft = opened.draft
    papers = Papers(opened.plan, draft.judgements, draft.changed_after_result, pages)
    written = write_papers(papers, FolderShelf(folder))
    return Produced(
        folder / written.agreement, folder / written.report, written.version, written.fresh, written.by_hand
    )


def write_all_documents(opened: Opened, folder: Path, *, pages: bool = False) -> Produced:
    """Write the agreement, the risk report and every paper beside them into *folder*.

    Raises:
        StorageError: a file could not be written.
        DraftError: the texts refer to something that does not stand.
    """
    draft = opened.draft
    papers = Papers(opened.plan, draft.judgements, draft.changed_after_result, pages)
    found = write_set(papers, FolderShelf(folder))
    written = found.written
    return Produced(
        folder / written.agreement,
        folder / written.report,
        written.version,
        written.fresh,
        (*written.by_hand, *found.kept),
        tuple(folder / name for name in found.papers),
    )


def today() -> date:
    """Return the day a new draft begins; everything else takes its day from the draft."""
    return date.today()
