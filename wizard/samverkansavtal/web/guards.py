"""What stands between the network and the pages: headers on every answer, limits, requests from other sites."""

import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samverkansavtal.web.keeping import NotAllowedError
from samverkansavtal.web.site import Site

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "cache-control": "no-store",
}
TRANSPORT = "max-age=31536000"


class SafeHeaders:
    """Sets the headers above on every answer."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self.app = app
        self.headers = HEADERS | ({"strict-transport-security": TRANSPORT} if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, sending if scope["type"] == "http" else send)


class RequestHeaders:
    """A request's headers as sign-in reads them."""

    def __init__(self, request: Request) -> None:
        self._request = request

    @property
    def peer(self) -> str:
        return self._request.client.host if self._request.client else ""

    def values(self, name: str) -> Sequence[str]:
        return self._request.headers.getlist(name)


def same_site(request: Request, site: Site) -> bool:
    """Return whether the browser says that a request comes from our own pages, as far as it says anything."""
    fetched = request.headers.get("sec-fetch-site")
    if fetched is not None and fetched not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    told = urlsplit(origin)
    scheme = "https" if site.secure else "http"
    return told.scheme == scheme and told.netloc.casefold() == request.headers.get("host", "").casefold()


def same_secret(given: str, known: str) -> None:
    """Let a request pass when its form carries the session's own secret.

    Raises:
        NotAllowedError: it does not.
    """
    if not known or not hmac.compare_digest(given.encode(), known.encode()):
        raise NotAllowedError(
            "Sidan var för gammal, eller hörde till en annan inloggning. Gå tillbaka och läs in den igen."
        )
