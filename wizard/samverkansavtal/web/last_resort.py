"""The last door: an error that nobody foresaw becomes a page, and never reaches the server's own log."""

from collections.abc import Awaitable, Callable

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ErrorPage = Callable[[Request, Exception], Awaitable[Response]]


class LastResort:
    """Answers with *page* when something unforeseen is raised; its text may hold answers, so it goes no further."""

    def __init__(self, app: ASGIApp, page: ErrorPage) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ClientDisconnect:
            return  # there is nobody to answer
        except Exception as error:
            if scope["type"] != "http" or started:
                raise
            response = await self.page(Request(scope), error)
            await response(scope, receive, send)
