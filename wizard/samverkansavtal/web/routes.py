"""Every address in one table, each with who may come there; one door that all of them go through."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from samverkansavtal.web.addresses import ADDRESSES
from samverkansavtal.web.cookies import with_cookie
from samverkansavtal.web.guards import RequestHeaders, same_secret, same_site
from samverkansavtal.web.keeping import NotAllowedError, Role, Session
from samverkansavtal.web.site import Site
from samverkansavtal.web.visit import Posted, Visit

FIELDS, PART = 400, 64 * 1024  # of a posted form
UPLOAD = 20 * 1024 * 1024  # bytes of an uploaded Word file


class Need(Enum):
    """Who may come to an address that is not about a draft."""

    ANYONE = "anyone"  # nothing personal is shown
    SIGNED = "signed"  # somebody who is signed in
    LINK = "link"  # the holder of an unguessable link


@dataclass(frozen=True)
class Page:
    """One address and what answers there. With a `Role` the address names a draft."""

    name: str
    handler: Callable[[Visit], Response]
    needs: Need | Role
    method: str = "GET"
    upload: bool = False
    several: bool = False  # only on a site with several people
    alone: bool = False  # only on one's own computer

    @property
    def unsafe(self) -> bool:
        return self.method == "POST"


def route(page: Page, site: Site) -> Route:
    """Return the page as a route of *site*."""

    async def endpoint(request: Request) -> Response:
        visit = Visit(site, request)
        try:
            return await _answer(page, visit)
        except Exception as error:
            error.__dict__["visit"] = visit  # for the page that tells of it
            raise
        finally:
            await visit.form.data.close()

    return Route(ADDRESSES[page.name], endpoint, methods=[page.method], name=f"{page.method} {page.name}")


async def _answer(page: Page, visit: Visit) -> Response:
    if page.unsafe:
        if not same_site(visit.request, visit.site):
            raise NotAllowedError("Anropet kom från en annan webbplats och stoppades.")
        visit.form = Posted(await _form(page, visit.request))
    response = await run_in_threadpool(_handled, page, visit)
    return with_cookie(response, visit.site, visit.session)


def session_of(visit: Visit) -> Session | None:
    """Return whose visit it is, or None."""
    return visit.site.doors.enter(visit.request.cookies, RequestHeaders(visit.request))


def _handled(page: Page, visit: Visit) -> Response:
    """Return the page's answer, once it is known who comes, that they may be there and that they meant it."""
    if page.needs not in (Need.LINK, Need.ANYONE):
        visit.session = session_of(visit)
    if page.needs is Need.SIGNED or isinstance(page.needs, Role):
        _ = visit.person
    if page.unsafe:
        known = secret_of(visit) if page.needs is Need.LINK else visit.csrf
        same_secret(visit.form.get("csrf"), known)
    if isinstance(page.needs, Role):
        visit.kept_draft = visit.site.drafts.open(visit.person, visit.param("utkast"))
        if visit.kept_draft.role < page.needs:
            raise NotAllowedError(
                f"Ni får {visit.kept_draft.role.label} det här utkastet, men inte {page.needs.label}."
            )
    return page.handler(visit)


async def _form(page: Page, request: Request) -> FormData:
    """Return the posted form; files are taken only where one is asked for."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = "multipart/form-data" if page.upload else "application/x-www-form-urlencoded"
    if kind != wanted:
        if not kind and request.headers.get("content-length", "0") == "0":
            return FormData()
        raise NotAllowedError("Formuläret är av fel slag.")
    return await request.form(
        max_files=1 if page.upload else 0, max_fields=FIELDS, max_part_size=UPLOAD if page.upload else PART
    )


def secret_of(visit: Visit) -> str:
    """Return what the forms of a link's page must carry: it cannot be worked out without the link."""
    return hashlib.sha256(f"formulär {visit.param('hemlig')}".encode()).hexdigest()
