"""The task list of a draft, the way to what comes next, and removing a draft."""

from dataclasses import dataclass

from starlette.responses import Response

from samverkansavtal.content.records import Part
from samverkansavtal.drafting.status import standing
from samverkansavtal.explaining import summary
from samverkansavtal.interviewing.reviewing import entries
from samverkansavtal.interviewing.view import View
from samverkansavtal.interviewing.waiting import by_owner
from samverkansavtal.web import going
from samverkansavtal.web.keeping import Role
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit

DONE, STARTED, NOT_STARTED, USUAL = "Klar", "Pågår", "Inte påbörjad", "Förvald"
NOTHING = "Inga frågor"  # the answers so far need none of its questions, and nothing more is asked now


@dataclass(frozen=True, slots=True)
class Task:
    """One part of the questionnaire: how far it has come, and where to go on in it."""

    part: Part
    number: int
    state: str
    path: str  # what to ask about next in it, "" when nothing is asked now
    missing: int


def tasks(view: View) -> tuple[Task, ...]:
    """Return the parts of the questionnaire with their states."""
    return tuple(_task(view, part, number) for number, part in enumerate(view.library.parts, 1))


def _task(view: View, part: Part, number: int) -> Task:
    waiting = [path for path in view.plan.waiting("now") if view.plan.part(path) is part]
    if part.screen:
        return Task(part, number, USUAL, "", 0)
    if waiting:
        begun = any(view.plan.part(path) is part for path in view.plan.world.seen if view.applies(path))
        return Task(part, number, STARTED if begun else NOT_STARTED, waiting[0], len(waiting))
    empty = not any(entry.kind != "add" for entry in entries(view, part))
    if empty:
        return Task(part, number, NOT_STARTED if view.plan.waiting("now") else NOTHING, "", 0)
    return Task(part, number, DONE, "", 0)


def show(visit: Visit) -> Response:
    """Show how far each part has come, what waits for whom, and what can be made of it."""
    kept = visit.kept
    place = standing(kept.plan, kept.judged)
    return visit.page(
        "utkast",
        tasks=tasks(kept.view),
        place=place,
        progress=summary.progress(kept.plan, kept.judged),
        findings=summary.finding_lines(kept.plan, kept.judged),
        calm=summary.nothing_found(kept.plan),
        steps=summary.next_steps(kept.plan, kept.judged),
        waiting=by_owner(kept.view, True),
        reached=kept.view.result_reached(),
        may=visit.may(Role.WRITE),
    )


def go_on(visit: Visit) -> Response:
    """Go to what is to be asked next."""
    path = visit.query("efter")
    return going.onwards(visit, path if visit.kept.library.question(path) is not None else "")


def ask_to_remove(visit: Visit) -> Response:
    """Ask whether the draft is really to be removed."""
    return visit.page("ta_bort", error="")


def remove(visit: Visit) -> Response:
    """Remove the draft, when the visitor has said so."""
    if visit.form.get("saker") != "ja":
        return visit.page("ta_bort", 400, error="Kryssa i att ni vill ta bort utkastet.")
    visit.site.drafts.delete(visit.person, visit.kept.id)
    visit.kept_draft = None
    return visit.go("start")


PAGES = (
    Page("utkast", show, Role.READ),
    Page("nasta", go_on, Role.READ),
    Page("ta_bort", ask_to_remove, Role.OWNER),
    Page("ta_bort", remove, Role.OWNER, "POST"),
)
