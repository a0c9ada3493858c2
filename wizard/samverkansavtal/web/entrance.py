"""In by the one-time key on one's own computer, and out again."""

from starlette.responses import RedirectResponse, Response

from samverkansavtal.web.addresses import address
from samverkansavtal.web.cookies import with_cookie, without_cookie
from samverkansavtal.web.keeping import NotSignedInError
from samverkansavtal.web.local import LocalDoors
from samverkansavtal.web.routes import Need, Page, session_of
from samverkansavtal.web.visit import Visit


def enter(visit: Visit) -> Response:
    """Exchange the one-time key in the address for a cookie."""
    doors = visit.site.doors
    session = doors.exchange(visit.query("nyckel")) if isinstance(doors, LocalDoors) else None
    if session is None:
        if session_of(visit) is not None:
            return visit.go("start")
        raise NotSignedInError(visit.site.how_to_enter)
    return with_cookie(RedirectResponse(address("start"), 303), visit.site, session)


def leave(visit: Visit) -> Response:
    """End the session; its cookie is never accepted again."""
    if visit.session is not None:
        visit.site.doors.leave(visit.session)
    visit.session = None
    return without_cookie(visit.page("utloggad"), visit.site)  # a policy on forms may stop a way elsewhere


PAGES = (
    Page("oppna", enter, Need.ANYONE),
    Page("logga_ut", leave, Need.SIGNED, "POST"),
)
