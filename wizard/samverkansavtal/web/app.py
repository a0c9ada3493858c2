"""The application: every page of a site behind the guards, and the pages that tell what went wrong."""

import logging

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from samverkansavtal.errors import ContentError, SamverkanError, StorageError
from samverkansavtal.web.cookies import with_cookie
from samverkansavtal.web.guards import BodyLimit, SafeHeaders
from samverkansavtal.web.keeping import (
    LockedError,
    NotAllowedError,
    NotHereError,
    NotSignedInError,
    TooManyError,
)
from samverkansavtal.web.last_resort import LastResort
from samverkansavtal.web.pages_table import PAGES
from samverkansavtal.web.routes import Page, route
from samverkansavtal.web.site import Site
from samverkansavtal.web.visit import Visit

STATUSES: dict[type[SamverkanError], tuple[int, str]] = {
    NotHereError: (404, "Sidan finns inte"),
    NotSignedInError: (401, "Ni är inte inloggade"),
    NotAllowedError: (403, "Det här får ni inte göra"),
    LockedError: (423, "Utkastet är öppet någon annanstans"),
    TooManyError: (429, "För många försök"),
}
log = logging.getLogger("samverkansavtal.web")


def pages_of(site: Site) -> tuple[Page, ...]:
    """Return the pages that *site* has."""
    return tuple(page for page in PAGES if not (page.several if site.people is None else page.alone))


def make_app(site: Site) -> Starlette:
    """Return the ASGI application of *site*."""
    app = Starlette(
        routes=[route(page, site) for page in pages_of(site)],
        middleware=[
            Middleware(SafeHeaders, secure=site.secure),
            Middleware(LastResort, page=unforeseen),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(site.hosts), www_redirect=False),
            Middleware(BodyLimit),
        ],
        exception_handlers={SamverkanError: told, HTTPException: refused},
    )
    app.state.site = site
    return app


def _visit(request: Request, error: Exception) -> Visit:
    known = error.__dict__.get("visit")
    return known if isinstance(known, Visit) else Visit(request.app.state.site, request)


async def told(request: Request, error: Exception) -> Response:
    """Return what went wrong as a page: one sentence, what to do, and what was typed."""
    kinds = (kind for kind in STATUSES if isinstance(error, kind))
    status, title = STATUSES.get(next(kinds, SamverkanError), (500, "Det gick inte"))
    if isinstance(error, ContentError):
        status, title = 500, "Modellen går inte att läsa"
    again = isinstance(error, LockedError | StorageError)
    return failure(_visit(request, error), status, title, str(error), again)


def failure(visit: Visit, status: int, title: str, sentence: str, again: bool = False) -> Response:
    """Return the page that tells what went wrong; *again* is whether the same form may do better later."""
    typed = visit.form.typed
    resent = visit.form.pairs if again and visit.session is not None else []
    page = visit.page("fel", status, title=title, sentence=sentence, typed=typed, resent=resent)
    return with_cookie(page, visit.site, visit.session)


async def refused(request: Request, error: Exception) -> Response:
    """Return a page for what the framework refuses: unknown addresses, too large forms."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    sentence = {
        404: "Kontrollera adressen, eller gå till startsidan.",
        405: "Gå till startsidan och börja därifrån.",
        408: "Det tog för lång tid. Kontrollera nätet, gå tillbaka och försök igen.",
        413: "Det ni skickade är för stort. Korta texten eller välj en mindre fil.",
    }.get(status, "Det ni skickade gick inte att läsa. Gå tillbaka och försök igen.")
    return failure(_visit(request, error), status, "Det gick inte", sentence)


async def unforeseen(request: Request, error: Exception) -> Response:
    """Return a page for what nobody foresaw; the log gets its kind and place, never its text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
    log.error("unforeseen", extra={"error": type(error).__name__, "place": place})
    sentence = "Något oväntat gick fel. Det som redan är sparat finns kvar. Gå tillbaka och försök igen."
    visit = _visit(request, error)
    visit.kept_draft = None  # it may be what went wrong
    return failure(visit, 500, "Något gick fel", sentence)
