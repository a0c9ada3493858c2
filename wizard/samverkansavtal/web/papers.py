"""The Word files: how far the draft has come, making and fetching them, and what was changed in them by hand."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from starlette.responses import Response

from samverkansavtal.content.records import Library
from samverkansavtal.drafting.agreement import title
from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import StorageError
from samverkansavtal.explaining.looking import apart
from samverkansavtal.explaining.summary import finding_lines
from samverkansavtal.language.values import Row
from samverkansavtal.planning.plan import Plan
from samverkansavtal.producing.by_hand import hand_made
from samverkansavtal.producing.papers import Papers, write_papers
from samverkansavtal.producing.uploads import Compared, UploadError, compare, kept_before
from samverkansavtal.producing.versions import Version, of_draft, versions
from samverkansavtal.producing.whole_set import WrittenSet, write_set
from samverkansavtal.storing.answer_file import write_draft
from samverkansavtal.storing.names import file_name
from samverkansavtal.storing.shelf import Dated, Shelf
from samverkansavtal.web.keeping import Kept, NotHereError, Role
from samverkansavtal.web.preview import fresh
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ANSWERS = "svar.toml"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files give the same zip, whenever it is made
MOST_EDITS, MOST_TEXT = 200, 2000  # shown: edits, and characters of each
KINDS = {"changed": "Ändrat", "added": "Tillagt", "removed": "Borttaget"}


@dataclass(frozen=True)
class Line:
    """A version as it is listed: when it was written, where known, and what was changed by hand in its file."""

    version: Version
    written: datetime | None
    by_hand: tuple[str, ...]
    papers: tuple[tuple[str, str], ...] = ()  # those beside the agreement: name and what it is called


def show(visit: Visit) -> Response:
    """Show the draft's status and its Word files."""
    name = visit.query("andring")
    if not name:
        return _page(visit)
    shelf = _shelf(visit)
    if not any(name in version.uploads for version in versions(shelf.names())):
        raise NotHereError("Filen finns inte. Den kan ha tagits bort.")
    return _page(visit, compared=kept_before(name, shelf))


def make(visit: Visit) -> Response:
    """Write the agreement and the risk report."""
    kept = visit.kept
    if wrong := kept.view.contradictions:
        return _page(visit, 400, error=("skapa", " ".join(sentence for _, sentence in wrong)))
    papers = Papers(fresh(kept), kept.judgements, kept.draft.changed_after_result)
    if visit.form.get("alla"):
        return _go_to_set(visit, write_set(papers, _shelf(visit)))
    written = write_papers(papers, _shelf(visit))
    return visit.go("filer", {"skapad" if written.fresh else "samma": str(written.version)})


def _go_to_set(visit: Visit, found: WrittenSet) -> Response:
    told = {"papper": str(len(found.papers)), "kvar": str(len(found.kept))}
    return visit.go(
        "filer", {"skapad" if found.written.fresh else "samma": str(found.written.version), **told}
    )


def fetch(visit: Visit) -> Response:
    """Answer with one Word file."""
    name, shelf = visit.param("namn"), _shelf(visit)
    if name not in _names(shelf):
        raise NotHereError("Filen finns inte. Den kan ha tagits bort.")
    return download(shelf.read(name), name, WORD)


def fetch_all(visit: Visit) -> Response:
    """Answer with the newest agreement, its risk report, the papers beside it and the answers, in one zip file."""
    shelf, base = _shelf(visit), _base(visit.kept)
    found = of_draft(shelf.names(), base)
    if not found:
        raise NotHereError("Det finns inga Word-filer än. Skapa dem först.")
    names = [name for name in (found[-1].agreement, found[-1].report, *found[-1].papers) if name]
    files = {name: shelf.read(name) for name in names} | {ANSWERS: _answers(visit.kept)}
    return download(zipped(files), f"{base}-v{found[-1].number}.zip", "application/zip")


def fetch_answers(visit: Visit) -> Response:
    """Answer with the answer file, which the terminal can go on with."""
    return download(_answers(visit.kept), ANSWERS, "application/toml")


def take(visit: Visit) -> Response:
    """Keep a Word file that was changed by hand beside its version, and go on to what was changed in it."""
    data = visit.form.file("fil")
    if not data:
        return _page(visit, 400, error=("fil", "Välj en Word-fil på er dator."))
    try:
        found = compare(data, _shelf(visit))
    except UploadError as wrong:
        return _page(visit, 400, error=("fil", str(wrong)))
    return visit.go("filer", {"andring": found.kept} if found.kept else {"lika": str(found.version)})


def zipped(files: dict[str, bytes]) -> bytes:
    """Return a zip of *files*: the same ones give the same bytes."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as pack:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            pack.writestr(entry, data)
    return made.getvalue()


def download(data: bytes, name: str, media_type: str) -> Response:
    """Return a file to be saved, never shown. *name* is one of ours: ASCII without quotes."""
    headers = {
        "content-disposition": f'attachment; filename="{name}"',
        "content-type": media_type,
        "x-content-type-options": "nosniff",
    }
    return Response(data, headers=headers)


def _shelf(visit: Visit) -> Shelf:
    return visit.site.drafts.shelf(visit.person, visit.kept.id)


def _base(kept: Kept) -> str:
    return file_name(title(fresh(kept)))


def _answers(kept: Kept) -> bytes:
    return write_draft(kept.draft, kept.library)


def _names(shelf: Shelf) -> set[str]:
    """Return the files that are the draft's own; what else lies in the same folder is nobody's here."""
    return {
        name
        for version in versions(shelf.names())
        for name in (version.agreement, version.report, *version.papers, *version.uploads)
        if name
    }


def _row_names(planned: Plan) -> dict[str, str]:
    """Return what the rows that have a name are called, by how a file's name writes it."""
    printer = Printer(planned.library, planned.world)
    lists = planned.library.schema.lists
    rows = (Row(name, key) for name in lists for key in planned.answers.keys(name))
    names = [printer.row_name(row) for row in rows]
    return {file_name(name): name for name in names}


def _called(name: str, library: Library, whose_names: Mapping[str, str]) -> str:
    """Return what a paper is called, by its file's name: "Partsblad (ABF)"."""
    stem = name.removesuffix(".docx").partition("_")[2]
    paper, _, copy = stem.partition("_")
    again = f", omgång {copy}" if copy else ""
    for found in library.papers.values():
        if paper == found.id or paper.startswith(f"{found.id}-"):
            whose = paper.removeprefix(found.id).strip("-")
            whose = whose_names.get(whose, whose)
            return f"{found.title} ({whose}){again}" if whose else f"{found.title}{again}"
    return stem


def _line(version: Version, shelf: Shelf, library: Library, names: Mapping[str, str]) -> Line:
    name = version.agreement or version.report
    written = shelf.written_at(name) if isinstance(shelf, Dated) and name else None
    try:
        changed = tuple(hand_made(name, shelf.read(name))) if version.agreement else ()
    except StorageError as error:  # open in Word just now: the page is shown all the same
        changed = (str(error),)
    papers = tuple((paper, _called(paper, library, names)) for paper in version.papers)
    return Line(version, written, changed, papers)


def _page(
    visit: Visit, status: int = 200, error: tuple[str, str] | None = None, compared: Compared | None = None
) -> Response:
    planned, shelf = fresh(visit.kept), _shelf(visit)
    judged = visit.kept.judged
    place = standing(planned, judged)
    base = file_name(title(planned))
    names = _row_names(apart(planned))
    found = [
        _line(version, shelf, visit.kept.library, names) for version in reversed(versions(shelf.names()))
    ]
    return visit.page(
        "filer",
        status,
        place=place,
        waiting=len(planned.waiting("now")),
        holding=finding_lines(planned, judged),
        current=[line for line in found if line.version.base == base],
        older=[line for line in found if line.version.base != base],
        error=error,
        compared=compared,
        edits=compared.edits[:MOST_EDITS] if compared else (),
        most_text=MOST_TEXT,
        kinds=KINDS,
        may=visit.may(Role.WRITE),
    )


PAGES = (
    Page("filer", show, Role.READ),
    Page("filer", make, Role.WRITE, "POST"),
    Page("fil", fetch, Role.READ),
    Page("allt", fetch_all, Role.READ),
    Page("svarsfil", fetch_answers, Role.READ),
    Page("jamfor", take, Role.WRITE, "POST", upload=True),
)
