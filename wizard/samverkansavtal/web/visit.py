"""One request: who comes, with what, and the ways to answer it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from samverkansavtal.web.addresses import address
from samverkansavtal.web.guards import RequestHeaders
from samverkansavtal.web.keeping import Kept, NotHereError, NotSignedInError, Person, Role, Session
from samverkansavtal.web.rendering import rendered
from samverkansavtal.web.site import Site

BACK = ("svar", "resultat", "avtal", "senare")  # pages with ways to change an answer, that are returned to
MOST_BYTES = 20_000_000  # of an upload; one more is read, so that its reader can tell
OPENED = ".nytt"  # after one of them: the change has opened questions since


@dataclass
class Posted:
    """A posted form; every value is text."""

    data: FormData = field(default_factory=FormData)

    def get(self, key: str, default: str = "") -> str:
        """Return the last value of *key*."""
        value = self.data.get(key, default)
        return value if isinstance(value, str) else default

    def getlist(self, key: str) -> list[str]:
        """Return every value of *key*."""
        return [value for value in self.data.getlist(key) if isinstance(value, str)]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Everything that was posted, as it was posted."""
        return [(key, value) for key, value in self.data.multi_items() if isinstance(value, str)]

    @property
    def typed(self) -> list[str]:
        """What a person typed, without what the page itself had put in the form."""
        ours = {"csrf", "gor", "sedan", "saker", "bas"}
        return [value for key, value in self.pairs if value.strip() and key not in ours and ":" not in key]

    def file(self, key: str) -> bytes:
        """Return the file posted as *key*, b"" when there is none; of one that is too large, the beginning."""
        value = self.data.get(key)
        return value.file.read(MOST_BYTES + 1) if isinstance(value, UploadFile) else b""


@dataclass
class Visit:
    """What a page is given. `kept` is set on every address that names a draft."""

    site: Site
    request: Request
    session: Session | None = None
    form: Posted = field(default_factory=Posted)
    kept_draft: Kept | None = None

    @property
    def person(self) -> Person:
        if self.session is None:
            raise NotSignedInError(self.site.how_to_enter)
        return self.session.person

    @property
    def kept(self) -> Kept:
        if self.kept_draft is None:
            raise NotHereError("Utkastet finns inte.")
        return self.kept_draft

    @property
    def peer(self) -> str:
        """The visitor's own address on the network, also behind a proxy."""
        return self.site.visitor(RequestHeaders(self.request))

    @property
    def csrf(self) -> str:
        return self.session.csrf if self.session else ""

    def param(self, name: str) -> str:
        """Return a part of the address."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str:
        """Return a value after the question mark, "" when there is none."""
        return self.request.query_params.get(name, "")

    @property
    def back_to(self) -> str:
        """The page the visitor came from to change something, and is led back to; "" when there is none."""
        return self.way_back.removesuffix(OPENED)

    @property
    def way_back(self) -> str:
        """What forms and links carry of where a change began, with `OPENED` once it has opened questions."""
        told = self.query("till") or self.form.get(":till")  # no question's name has a colon
        return told if told.removesuffix(OPENED) in BACK else ""

    def may(self, role: Role) -> bool:
        """Return whether the visitor may do what *role* may with the draft."""
        return self.kept_draft is not None and self.kept_draft.role >= role

    def url(self, name: str, query: Mapping[str, str] | None = None, **parts: str) -> str:
        """Return the address of the page *name*; the draft's id is filled in."""
        if self.kept_draft is not None:
            parts = {"utkast": self.kept_draft.id, **parts}
        asked = {key: value for key, value in (query or {}).items() if value}
        return address(name, **parts) + (f"?{urlencode(asked)}" if asked else "")

    def page(self, template: str, status: int = 200, **context: Any) -> Response:
        """Return a page."""
        html = rendered(template, visit=self, site=self.site, kept=self.kept_draft, Role=Role, **context)
        return HTMLResponse(html, status)

    def go(self, name: str, query: Mapping[str, str] | None = None, **parts: str) -> Response:
        """Return "see there instead", after something was posted."""
        return RedirectResponse(self.url(name, query, **parts), 303)
