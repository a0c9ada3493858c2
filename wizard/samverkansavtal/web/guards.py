"""What stands between the network and the pages: headers on every answer, limits, requests from other sites."""

import asyncio
import hmac
from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
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
FORM_BODY = 1024 * 1024  # bytes of a posted form
FILE_BODY = 21 * 1024 * 1024  # bytes of a form with a Word file in it
PATIENCE = 120.0  # seconds for a whole body to come


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


class BodyLimit:
    """Stops reading a body that is too long or too slow, also one that does not say how long it is."""

    def __init__(self, app: ASGIApp, patience: float = PATIENCE) -> None:
        self.app = app
        self.patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, self._counted(scope, receive) if scope["type"] == "http" else receive, send)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        headers = Headers(scope=scope)
        most = most_of(headers.get("content-type", ""))
        declared = headers.get("content-length", "")
        told = int(declared) if declared.isascii() and declared.isdigit() and len(declared) < 20 else 0
        came, whole, until = 0, False, asyncio.get_running_loop().time() + self.patience

        async def receiving() -> Message:
            nonlocal came, whole
            if whole:
                return await receive()
            if told > most:
                raise HTTPException(413)
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408) from None
            whole = not message.get("more_body", False)
            came += len(message.get("body", b""))
            if came > most:
                raise HTTPException(413)
            return message

        return receiving


def most_of(kind: str) -> int:
    """Return how long a body of a content type may be."""
    return FILE_BODY if kind.strip().lower().startswith("multipart/form-data") else FORM_BODY


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
