"""The application: every page of a site behind the guards, and the pages that tell what went wrong."""

import logging
from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response

from samverkansavtal.errors import AnswerError, ContentError, SamverkanError, StorageError
from samverkansavtal.web.addresses import address
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
    ContentError: (500, "Modellen går inte att läsa"),
    AnswerError: (500, "Utkastet går inte att läsa"),
}
REFUSED = {
    404: ("Sidan finns inte", "Kontrollera adressen, eller gå till startsidan."),
    405: ("Sidan finns inte", "Gå till startsidan och börja därifrån."),
    408: ("Det tog för lång tid", "Inget är sparat. Kontrollera nätet, gå tillbaka och försök igen."),
    413: (
        "Det ni skickade är för stort",
        "Inget är sparat. Gå tillbaka, och välj en fil på högst 20 MB eller korta texten.",
    ),
}
UNREADABLE = ("Det gick inte", "Det ni skickade gick inte att läsa. Gå tillbaka och försök igen.")
WAYS = {"utkast": "Till utkastet", "aterstall": "Gå tillbaka till en äldre kopia"}
REQUEST = "samverkansavtal.request"  # in a request's scope: what the log calls it
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
    visit = _visit(request, error)
    if isinstance(error, StorageError) and visit.form.pairs:
        title = "Det gick inte att spara"
    again = isinstance(error, LockedError | StorageError | TooManyError)
    ways = ["aterstall"] if isinstance(error, AnswerError) and visit.site.where else []
    return failure(visit, status, title, str(error), again=again, ways=ways)


def failure(
    visit: Visit,
    status: int,
    title: str,
    sentence: str,
    *,
    again: bool = False,
    ways: Sequence[str] = (),
    number: str = "",
) -> Response:
    """Return the page that tells what went wrong.

    *again* is whether the same form may do better later, *ways* the draft's pages to go on to, and *number* what
    the log calls the request.
    """
    draft, link = (visit.request.path_params.get(name, "") for name in ("utkast", "hemlig"))
    known = visit.session is not None or link
    if link:
        visit.kept_draft = None  # its pages are not for the holder of a link
    page = visit.page(
        "fel",
        status,
        title=title,
        sentence=sentence,
        typed=visit.form.typed,
        resent=visit.form.pairs if again and known else [],
        ways=[(WAYS[name], address(name, utkast=draft)) for name in ways if draft],
        questions=address("part", hemlig=link) if link and status != 404 else "",
        linked=bool(link),
        number=number,
    )
    return with_cookie(page, visit.site, visit.session)


async def refused(request: Request, error: Exception) -> Response:
    """Return a page for what the framework refuses: unknown addresses, too large forms."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    title, sentence = REFUSED.get(status, UNREADABLE)
    ways = ["utkast"] if status in (400, 408, 413) else []
    return failure(_visit(request, error), status, title, sentence, ways=ways)


async def unforeseen(request: Request, error: Exception) -> Response:
    """Return a page for what nobody foresaw; the log gets its kind and place, never its text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""
    log.error("unforeseen", extra={"error": type(error).__name__, "place": place})
    sentence = (
        "Något oväntat gick fel i programmet. Det som redan är sparat finns kvar. "
        "Se efter om ert svar är sparat, och försök annars igen."
    )
    visit = _visit(request, error)
    visit.kept_draft = None  # it may be what went wrong
    number = str(request.scope.get(REQUEST, ""))
    return failure(visit, 500, "Något gick fel", sentence, ways=["utkast"], number=number)
