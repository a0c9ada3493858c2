"""The server's log: one line of JSON an event, without answers, addresses' secrets or names.

An error's own words may hold what somebody wrote, so of an error only its kind and place are told.
"""

import json
import logging
import secrets
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from samverkansavtal.web.app import REQUEST

TOLD = ("method", "route", "status", "ms", "error", "place")
request_id: ContextVar[str] = ContextVar("request_id", default="")
log = logging.getLogger("samverkansavtal.hosting")


class Lines(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": said(record),
        }
        if request := request_id.get():
            line["request"] = request
        if record.exc_info and record.exc_info[0] is not None:
            line["event"] = "error"
            line |= {"error": record.exc_info[0].__name__, "place": place_of(record.exc_info[2])}
        line |= {key: record.__dict__[key] for key in TOLD if key in record.__dict__}
        return json.dumps(line, ensure_ascii=False)


def said(record: logging.LogRecord) -> str:
    """Return what a record says; what others log is told without what they put into their sentence."""
    if record.name.partition(".")[0] == __name__.partition(".")[0]:
        return record.getMessage()
    return f"{record.name}: {str(record.msg).strip()}"


def place_of(trace: TracebackType | None) -> str:
    """Return "module.py:12", where an error was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else ""


CONFIG: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "samverkansavtal.hosting.logs.Lines"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}
    },
    "loggers": {
        "samverkansavtal": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}


class Logged:
    """Writes a line for each request, and gives it an id that its answer carries too."""

    def __init__(self, app: ASGIApp, routes: dict[Any, str]) -> None:
        """*routes* is endpoint → the name to log instead of the address, which may hold a secret."""
        self.app = app
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known, began, status = secrets.token_hex(6), time.perf_counter(), 0
        request_id.set(known)
        scope[REQUEST] = known

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["x-request-id"] = known
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            log.error("error", extra={"error": type(error).__name__, "place": place_of(error.__traceback__)})
            if not status:
                raise
        finally:
            self._line(scope, status, round((time.perf_counter() - began) * 1000, 1))

    def _line(self, scope: Scope, status: int, ms: float) -> None:
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"
        route = self.routes.get(scope.get("endpoint"), "unknown")
        log.info("request", extra={"method": method, "route": route, "status": status, "ms": ms})
