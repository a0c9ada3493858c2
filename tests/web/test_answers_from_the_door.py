"""What every answer carries, whatever it is: strict headers, and no word about what went wrong inside."""

import logging
from collections.abc import Callable

import pytest

from samverkansavtal.web import rendering
from web.all_pages import safe_pages, url_of
from web.browsing import Answer, Visitor
from web.places import Place

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
MARK = "Märke Kvittermossen"


def strict(answer: Answer) -> bool:
    told = dict(answer.headers)
    assert told["content-security-policy"] == POLICY
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert told["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in told
    return told["cache-control"] == "no-store"


def test_every_page_has_strict_headers_and_is_kept_by_nobody(place: Place) -> None:
    draft = place.example()
    for page in safe_pages(place.site):
        for visitor in (place.tab(), Visitor(place.app)):
            answer = visitor.get(url_of(page, draft), follow=False)
            assert strict(answer) or page.name in ("stil", "ikon"), page.name
            assert answer.status < 500


@pytest.mark.parametrize(
    "url", ["/finns-inte", "/utkast/x", "/utkast/x/fraga/namn", "/%00", "/..%2f..%2fetc"]
)
def test_an_error_page_has_them_too(url: str, place: Place) -> None:
    answer = place.visitor.get(url)
    assert answer.status == 404
    assert strict(answer)
    assert strict(place.visitor.ask("DELETE", url))
    assert strict(Visitor(place.app, host="evil.example").get(url))


def broken(monkeypatch: pytest.MonkeyPatch, place: Place) -> Callable[[], Answer]:
    """Break what keeps answers; return what posts one."""
    draft = place.example(namn=MARK)
    place.visitor.get(f"{draft}/fraga/namn")

    def wrong(*_: object, **__: object) -> None:
        raise KeyError(MARK)

    monkeypatch.setattr(place.drafts, "change", wrong)
    return lambda: place.visitor.submit({"svar": f"{MARK} två"}, ("gor", "svara"))


def test_what_nobody_foresaw_is_a_page_without_details(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    post = broken(monkeypatch, place)
    with caplog.at_level(logging.DEBUG):
        answer = post()
    assert answer.status == 500
    assert strict(answer)
    assert answer.heading == "Något gick fel"
    assert "KeyError" not in answer.html
    assert "Traceback" not in answer.html
    assert f"{MARK} två" in answer.said  # what was typed is given back to the one who typed it
    assert MARK not in caplog.text
    assert any(record.__dict__.get("error") == "KeyError" for record in caplog.records)


def test_a_page_that_cannot_be_rendered_is_a_page_without_details(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    draft = place.example(namn=MARK)
    shown = rendering.rendered

    def wrong(template: str, **context: object) -> str:
        if template == "fraga":
            raise ValueError(MARK)
        return shown(template, **context)

    monkeypatch.setattr("samverkansavtal.web.visit.rendered", wrong)
    with caplog.at_level(logging.DEBUG):
        answer = place.visitor.get(f"{draft}/fraga/namn")
    assert answer.status == 500
    assert strict(answer)
    assert MARK not in answer.html
    assert MARK not in caplog.text


def test_a_draft_that_breaks_the_error_page_itself_does_not(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = place.example()

    class Broken:
        @property
        def title(self) -> str:
            raise ValueError(MARK)

        id, role = "x", 4

    monkeypatch.setattr(place.drafts, "open", lambda *_: Broken())
    answer = place.visitor.get(draft)
    assert answer.status == 500
    assert answer.heading == "Något gick fel"
    assert MARK not in answer.html


def test_answers_never_reach_the_log(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    draft = place.example()
    with caplog.at_level(logging.DEBUG):
        for text in (MARK, f"{MARK}\x07", f"{MARK} 19121212-1212", MARK * 400):
            place.visitor.get(f"{draft}/fraga/namn")
            place.visitor.submit({"svar": text}, ("gor", "svara"))
        place.file(draft).write_text(f'{MARK} = "')
        place.visitor.get(draft)
        place.visitor.get("/")
    assert MARK not in caplog.text
    assert draft not in caplog.text
