"""Sharing a draft with colleagues, and who has answered what."""

from starlette.responses import Response

from samverkansavtal.drafting.values import Printer
from samverkansavtal.web.keeping import Event, NotAllowedError, NotHereError, Role
from samverkansavtal.web.people import People
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit

ROLES = {"skriva": Role.WRITE, "kommentera": Role.COMMENT, "lasa": Role.READ}


def people(visit: Visit) -> People:
    """Return what this site can do with several people.

    Raises:
        NotHereError: it is a site for one.
    """
    if visit.site.people is None:
        raise NotHereError("Sidan finns bara där flera personer arbetar tillsammans.")
    return visit.site.people


def show(visit: Visit) -> Response:
    """Show who may see the draft."""
    return _page(visit)


def _page(visit: Visit, status: int = 200, error: str = "", typed: str = "") -> Response:
    members = people(visit).members(visit.person, visit.kept.id)
    return visit.page("delning", status, members=members, roles=ROLES, error=error, typed=typed)


def change(visit: Visit) -> Response:
    """Let a colleague in, or take the draft away from one."""
    if leaving := visit.form.get("ta-bort"):
        people(visit).unshare(visit.person, visit.kept.id, leaving)
        return visit.go("delning")
    colleague, role = visit.form.get("kollega").strip(), ROLES.get(visit.form.get("roll"))
    if not colleague or role is None:
        error = "Skriv kollegans inloggningsnamn och välj vad kollegan får göra."
        return _page(visit, 400, error, colleague)
    try:
        people(visit).share(visit.person, visit.kept.id, colleague, role)
    except NotAllowedError as wrong:
        return _page(visit, 400, str(wrong), colleague)
    return visit.go("delning")


def history(visit: Visit) -> Response:
    """Show who has answered what and when, the newest first."""
    events = visit.site.drafts.history(visit.person, visit.kept.id)
    return visit.page("historik", events=[(event, about(visit, event)) for event in events])


def about(visit: Visit, event: Event) -> str:
    """Return what an event is about, in words."""
    printer = Printer(visit.kept.library, visit.kept.view.world)
    labels = [_label(printer, path) for path in event.path.split()]
    return ", ".join(labels) or "utkastet"


def _label(printer: Printer, path: str) -> str:
    question = printer.library.question(path)
    if question is None and path.count(".") == 1:
        question = printer.library.questions.get(path.partition(".")[0])
    return question.label if question is not None else path


PAGES = (
    Page("delning", show, Role.OWNER, several=True),
    Page("delning", change, Role.OWNER, "POST", several=True),
    Page("historik", history, Role.READ, several=True),
)
