"""What is too much is refused before it is taken in: bodies, fields, files, hosts."""

import asyncio
import socket
from typing import Any

import pytest

from samverkansavtal.serving import _listen
from samverkansavtal.web.guards import FORM_BODY, BodyLimit
from samverkansavtal.web.routes import FIELDS, PART
from web.browsing import HOST, Visitor
from web.places import Place

FORM, ENDLESS = "application/x-www-form-urlencoded", b"..."


@pytest.fixture
def draft(place: Place) -> str:
    return place.example()


def csrf(place: Place) -> str:
    return next(iter(place.doors._sessions.values())).csrf


def in_parts(place: Place, url: str, parts: list[bytes], headers: dict[str, str]) -> tuple[int, int]:
    """Return the status of a request whose body comes in *parts*, and how many of them were read."""
    cookie = "; ".join(f"{key}={value}" for key, value in place.visitor.cookies.items())
    sent = {"host": HOST, "content-type": FORM, "cookie": cookie} | headers
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": url,
        "raw_path": url.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(key.encode(), value.encode()) for key, value in sent.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 5000),
    }
    left, status = list(parts), 0

    async def receive() -> dict[str, Any]:
        if left[0] == ENDLESS:
            await asyncio.sleep(3600)
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        status = message.get("status", status)

    asyncio.run(place.app(scope, receive, send))
    return status, len(parts) - len(left)


def test_a_body_that_says_it_is_too_long_is_not_read(place: Place, draft: str) -> None:
    answer = in_parts(place, f"{draft}/fraga/namn", [b"x" * 100], {"content-length": str(FORM_BODY + 1)})
    assert answer == (413, 0)


def test_a_body_that_does_not_say_how_long_it_is_is_counted(place: Place, draft: str) -> None:
    parts = [b"svar=" + b"x" * 1000, *[b"&svar=" + b"x" * 60_000] * 100]
    status, read = in_parts(place, f"{draft}/fraga/namn", parts, {"transfer-encoding": "chunked"})
    assert status == 413
    assert read * 60_000 < FORM_BODY + 120_000


def test_a_body_that_lies_about_its_length_is_counted(place: Place, draft: str) -> None:
    parts = [b"&svar=" + b"x" * 60_000] * 100
    status, read = in_parts(place, f"{draft}/fraga/namn", parts, {"content-length": "10"})
    assert status == 413
    assert read < 20


@pytest.mark.parametrize("length", ["-1", "abc", "1e9", "9" * 40, "²"])
def test_a_length_that_is_no_number_is_no_crash(length: str, place: Place, draft: str) -> None:
    headers = {"content-length": length}
    answer = place.visitor.ask("POST", f"{draft}/fraga/namn", body=b"svar=x", kind=FORM, headers=headers)
    assert answer.status in (400, 403, 413)


def test_a_body_that_never_ends_is_given_up(place: Place, draft: str) -> None:
    for middleware in place.app.user_middleware:
        if middleware.cls is BodyLimit:
            middleware.kwargs["patience"] = 0.05
    place.app.middleware_stack = place.app.build_middleware_stack()
    assert in_parts(place, f"{draft}/fraga/namn", [b"svar=x", ENDLESS], {}) == (408, 1)


def test_too_many_fields_are_refused(place: Place, draft: str) -> None:
    fields = [("csrf", csrf(place)), *[(f"f{number}", "x") for number in range(FIELDS + 1)]]
    assert place.visitor.post(f"{draft}/fraga/namn", fields).status == 400


def test_too_long_a_field_is_refused_and_the_longest_that_is_taken_gets_a_sentence(
    place: Place, draft: str
) -> None:
    fields = {"csrf": csrf(place), "gor": "svara", "svar": "x" * (PART + 1)}
    assert place.visitor.post(f"{draft}/fraga/namn", fields).status == 400
    answer = place.visitor.post(f"{draft}/fraga/namn", fields | {"svar": "x" * (PART - 10)})
    assert answer.status == 400
    assert "Korta det" in answer.said


def test_a_file_is_not_taken_where_none_is_asked_for(place: Place, draft: str) -> None:
    answer = place.visitor.upload(f"{draft}/fraga/namn", {"csrf": csrf(place)}, "svar", "a.txt", b"hej")
    assert answer.status == 403
    assert place.answer(draft, "namn") != "hej"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:5000", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example", "[::1]"],
)
def test_a_page_is_only_shown_under_our_own_name(host: str, place: Place) -> None:
    visitor = Visitor(place.app, host=host)
    visitor.cookies = dict(place.visitor.cookies)
    answer = visitor.get("/")
    assert answer.status == 400
    assert "Utkast" not in answer.html


def test_our_own_names_are_taken(place: Place) -> None:
    for host in ("127.0.0.1", "localhost", "localhost:40000"):
        visitor = Visitor(place.app, host=host)
        visitor.cookies = dict(place.visitor.cookies)
        assert visitor.get("/").status == 200


def test_only_this_computer_can_reach_the_local_site() -> None:
    listening = _listen(0)
    try:
        address, port = listening.getsockname()
        assert address == "127.0.0.1"
        others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
        for other in others - {"127.0.0.1"}:
            with socket.socket() as trying:
                trying.settimeout(1)
                if not str(other).startswith("127."):
                    assert trying.connect_ex((str(other), port)) != 0
    finally:
        listening.close()
