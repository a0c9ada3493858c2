"""Nothing is changed for a request that does not come from our own form: every route, every way to try."""

from typing import Any

import pytest

from samverkansavtal.web.routes import Need
from web.all_pages import safe_pages, unsafe_pages, url_of
from web.browsing import HOST, Answer
from web.places import Place

FORM = "application/x-www-form-urlencoded"
OURS = {"sec-fetch-site": "same-origin", "origin": f"http://{HOST}"}
TRIES: dict[str, tuple[str, dict[str, str]]] = {  # what is tried → csrf, headers
    "no secret": ("", OURS),
    "no secret, no headers": ("", {}),
    "wrong secret": ("x" * 43, OURS),
    "from another site": (":right", {"sec-fetch-site": "cross-site"}),
    "from a neighbour": (":right", {"sec-fetch-site": "same-site"}),
    "another origin": (":right", {"origin": "http://evil.example"}),
    "another port": (":right", {"origin": "http://127.0.0.1:6000"}),
    "another scheme": (":right", {"origin": f"https://{HOST}"}),
    "origin null": (":right", {"origin": "null"}),
    "both, at odds": (":right", {"sec-fetch-site": "same-origin", "origin": "http://evil.example"}),
    "a plain form": (":right", OURS | {"content-type": "text/plain"}),
    "json": (":right", OURS | {"content-type": "application/json"}),
    "no content type": (":right", OURS | {"content-type": ""}),
}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, str]:
    place = Place(tmp_path_factory.mktemp("webb") / "utkast")
    return place, place.example()


def posted(place: Place, url: str, attempt: str, upload: bool) -> Answer:
    secret, headers = TRIES[attempt]
    session = next(iter(place.doors._sessions.values()))
    fields: dict[str, Any] = {"csrf": session.csrf if secret == ":right" else secret, "saker": "ja"}
    visitor = place.tab()
    visitor.headers = dict(headers)
    if upload and "content-type" not in headers:
        return visitor.upload(url, fields, "fil", "x.docx", b"PK")
    return visitor.ask(
        "POST",
        url,
        body="&".join(f"{k}={v}" for k, v in fields.items()).encode(),
        kind=FORM,
        headers=headers,
        follow=False,
    )


@pytest.mark.parametrize("attempt", TRIES)
def test_no_route_that_changes_something_takes_a_form_that_is_not_ours(
    attempt: str, here: tuple[Place, str]
) -> None:
    place, draft = here
    before = place.file(draft).read_bytes()
    statuses = {
        (page.name, page.method): posted(place, url_of(page, draft), attempt, page.upload).status
        for page in unsafe_pages(place.site)
    }
    assert len(statuses) >= 9
    assert set(statuses.values()) == {403}, {name: s for name, s in statuses.items() if s != 403}
    assert place.file(draft).read_bytes() == before
    assert len(place.drafts.all(next(iter(place.doors._sessions.values())).person)) == 1


def test_every_route_that_changes_something_asks_who_comes(here: tuple[Place, str]) -> None:
    unguarded = [page.name for page in unsafe_pages(here[0].site) if page.needs is Need.ANYONE]
    assert unguarded == []


def test_nothing_is_changed_by_looking(here: tuple[Place, str]) -> None:
    place, draft = here
    before = {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()}
    for page in safe_pages(place.site):
        place.tab().get(url_of(page, draft), follow=False)
    assert {path: path.read_bytes() for path in place.folder.rglob("*") if path.is_file()} == before


def test_our_own_form_is_taken(here: tuple[Place, str]) -> None:
    place, draft = here
    visitor = place.tab()
    visitor.headers = dict(OURS)
    visitor.get(f"{draft}/fraga/namn")
    assert visitor.submit({"svar": "Ett nytt namn"}, ("gor", "svara")).status == 200
    assert place.answer(draft, "namn") == "Ett nytt namn"


def test_a_form_that_was_refused_for_its_secret_shows_what_was_typed_but_is_not_sent_again(
    here: tuple[Place, str],
) -> None:
    place, draft = here
    visitor = place.tab()
    answer = visitor.post(f"{draft}/fraga/namn", {"csrf": "fel", "svar": "Namnet jag skrev", "gor": "svara"})
    assert answer.status == 403
    assert "Namnet jag skrev" in answer.said
    assert not any(form.has("svar") for form in answer.page.forms)


def test_what_another_site_sends_is_not_even_read(here: tuple[Place, str]) -> None:
    place, draft = here
    visitor = place.tab()
    visitor.headers = {"sec-fetch-site": "cross-site"}
    answer = visitor.post(f"{draft}/fraga/namn", {"svar": "Främmande text"})
    assert answer.status == 403
    assert "Främmande text" not in answer.html
