"""A party's filled-in sheet: sent in, shown, and only what is chosen is saved. The file itself is never kept.

What the sheet says is carried by the form that shows it, and read again by the same readers when it is saved.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.responses import Response

from samverkansavtal.interviewing.view import View
from samverkansavtal.planning.answers import Answers
from samverkansavtal.producing.forms import (
    Change,
    FormError,
    Returned,
    elsewhere,
    held,
    returned,
    shown_again,
    taken,
)
from samverkansavtal.web.forms import mark
from samverkansavtal.web.keeping import ChangedError, Role
from samverkansavtal.web.keeping_answers import Change as Making
from samverkansavtal.web.keeping_answers import editing
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Posted, Visit

if TYPE_CHECKING:
    from samverkansavtal.word import FormBack

HERE = "partsblad"
TEXT, BEFORE, BASE, TAKE = "text:", "blad:", "bas:", "ta:"  # how the names of a field's inputs begin


class NotUsableError(Exception):
    """Some of what was chosen cannot be an answer, or does not go with the others."""

    def __init__(self, refused: tuple[str, ...]) -> None:
        super().__init__()
        self.refused = refused


def show(visit: Visit) -> Response:
    """Show where a sheet is sent in, or what was saved from one."""
    return _page(visit)


def take(visit: Visit) -> Response:
    """Show what a sheet would change. Nothing is changed."""
    from samverkansavtal.word import UnreadableWordError

    data = visit.form.file("fil")
    if not data:
        return _page(visit, 400, error="Välj en Word-fil på er dator.")
    try:
        found = returned(data, visit.kept.plan)
    except (FormError, UnreadableWordError) as wrong:
        return _page(visit, 400, error=str(wrong))
    return _page(visit, found=found, wanted=_new_ones(visit, found))


def _new_ones(visit: Visit, found: Returned) -> frozenset[str]:
    """Return the paths that are ticked to begin with: what replaces no answer, in a sheet of this agreement."""
    if elsewhere(found, visit.kept.plan):
        return frozenset()
    return frozenset(change.path for change in found.changes if not change.old)


def save(visit: Visit) -> Response:
    """Keep the answers that were chosen, all of them or none."""
    form = visit.form
    wanted = frozenset(path for path in _carried(form) if form.get(f"{TAKE}{path}") == "ja")
    try:
        sheet = _sheet(form)
        if wanted:
            bases = {path: form.get(f"{BASE}{path}") or "-" for path in wanted}
            edit = editing(_making(sheet, wanted), bases, tuple(wanted))
            visit.site.drafts.change(visit.person, visit.kept.id, edit, " ".join(sorted(wanted)))
    except FormError as wrong:
        return _page(visit, 400, error=str(wrong))
    except NotUsableError as wrong:
        return _again(visit, sheet, wanted, 400, wrong.refused)
    except ChangedError:
        return _again(visit, sheet, wanted, 409)
    return visit.go(HERE, {"sparat": str(len(wanted))})


def _carried(form: Posted) -> list[str]:
    return [key.removeprefix(TEXT) for key, _ in form.pairs if key.startswith(TEXT)]


def _sheet(form: Posted) -> "FormBack":
    from samverkansavtal.word import FieldBack

    version = form.get("version")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 5 else 0
    fields = [
        FieldBack(path, form.get(f"{TEXT}{path}"), form.get(f"{BEFORE}{path}")) for path in _carried(form)
    ]
    return shown_again(form.get("papper"), form.get("rad"), form.get("avtal"), number, fields)


def _making(sheet: "FormBack", wanted: frozenset[str]) -> Making:
    def change(view: View) -> Answers:
        found = held(sheet, view.plan, wanted)
        if found.refused:
            raise NotUsableError(found.refused)
        return taken(view.answers, found.changes)

    return change


def _again(
    visit: Visit, sheet: "FormBack", wanted: frozenset[str], status: int, refused: tuple[str, ...] = ()
) -> Response:
    """Show the sheet once more, held against the answers as they are now."""
    visit.kept_draft = visit.site.drafts.open(visit.person, visit.kept.id)
    return _page(visit, status, found=held(sheet, visit.kept.plan), wanted=wanted, stopped=refused)


def _page(
    visit: Visit,
    status: int = 200,
    *,
    error: str = "",
    found: Returned | None = None,
    wanted: frozenset[str] = frozenset(),
    stopped: tuple[str, ...] = (),
) -> Response:
    saved = visit.query("sparat")
    changes = found.changes if found else ()
    return visit.page(
        HERE,
        status,
        here=HERE,
        error=error,
        found=found,
        elsewhere=elsewhere(found, visit.kept.plan) if found else "",
        fresh=[change for change in changes if not change.old],
        replacing=[change for change in changes if change.old],
        bases=_bases(visit, changes),
        wanted=wanted,
        stopped=stopped,
        moved=status == 409,
        saved=int(saved) if saved.isascii() and saved.isdigit() and len(saved) < 4 else None,
    )


def _bases(visit: Visit, changes: tuple[Change, ...]) -> Mapping[str, str]:
    values = visit.kept.draft.answers.values
    return {change.path: mark(values.get(change.path)) for change in changes}


PAGES = (
    Page(HERE, show, Role.WRITE),
    Page(HERE, take, Role.WRITE, "POST", upload=True),
    Page("partsblad_spara", save, Role.WRITE, "POST"),
)
