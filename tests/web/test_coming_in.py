"""Who may come in: one key, once; a cookie of one's own; nothing personal to anybody else."""

import threading
from dataclasses import replace

import pytest

from samverkansavtal.web.app import make_app
from samverkansavtal.web.local import LocalDoors
from samverkansavtal.web.routes import Need
from web.all_pages import safe_pages, url_of
from web.browsing import HOST, Visitor
from web.places import Place

MARK = "Hemliga namnet"


def cookie_of(place: Place) -> str:
    return place.visitor.cookies["samverkan"]


def test_the_key_lets_in_one_visitor_once(place: Place) -> None:
    key = place.doors.exchange  # spent by the fixture's visitor
    assert place.visitor.last is not None
    assert place.visitor.last.status == 200
    assert key("") is None
    assert key("x") is None


def test_a_spent_key_lets_in_nobody_but_does_not_put_out_the_one_who_is_in(place: Place) -> None:
    doors = LocalDoors("samverkan")
    key = doors.key
    assert doors.exchange(key) is not None
    assert doors.exchange(key) is None
    assert Visitor(place.app).get(f"/oppna?nyckel={key}").status == 401
    assert place.tab().get(f"/oppna?nyckel={key}").status == 200


@pytest.mark.parametrize("key", ["", "x", "å" * 43, "%ff%fe", "0" * 43])
def test_a_wrong_key_lets_in_nobody(key: str, place: Place) -> None:
    assert Visitor(place.app).get(f"/oppna?nyckel={key}").status == 401


def test_many_at_once_with_the_same_key_are_one_that_comes_in() -> None:
    doors, came = LocalDoors("samverkan"), []
    key, ready = doors.key, threading.Barrier(16)

    def come() -> None:
        ready.wait()
        came.append(doors.exchange(key))

    threads = [threading.Thread(target=come) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(session is not None for session in came) == 1


def test_the_cookie_is_for_the_browser_only_and_for_this_site_only(place: Place) -> None:
    fresh = Place(place.folder / "annan")
    visitor = Visitor(fresh.app)
    fresh.doors.key = "nyckeln"
    answer = visitor.get("/oppna?nyckel=nyckeln", follow=False)
    flags = answer.header("set-cookie").lower()
    assert answer.status == 303
    assert "httponly" in flags
    assert "samesite=lax" in flags
    assert "path=/" in flags
    assert "domain" not in flags
    assert "secure" not in flags


def test_a_session_chosen_beforehand_is_never_accepted(place: Place) -> None:
    visitor = Visitor(place.app)
    visitor.cookies = {"samverkan": "x" * 43}
    place.doors.key = "nyckeln"
    assert visitor.get("/").status == 401
    visitor.get("/oppna?nyckel=nyckeln")
    assert visitor.cookies["samverkan"] != "x" * 43
    known = Visitor(place.app)
    known.cookies = {"samverkan": "x" * 43}
    assert known.get("/").status == 401


def test_a_session_that_has_been_left_is_never_accepted_again(place: Place) -> None:
    old = place.tab()
    old.cookies = dict(place.visitor.cookies)
    csrf = next(iter(place.doors._sessions.values())).csrf
    left = place.visitor.post("/logga-ut", {"csrf": csrf}, follow=False)
    assert "max-age=0" in left.header("set-cookie").lower()
    assert old.get("/").status == 401
    assert old.post("/borja", {"csrf": csrf, "modell": "samverkan"}).status == 401


def test_two_who_have_come_in_do_not_share_secrets(place: Place) -> None:
    place.doors.key = "en till"
    other = Visitor(place.app)
    other.get("/oppna?nyckel=en%20till")
    sessions = list(place.doors._sessions.values())
    assert len({session.csrf for session in sessions}) == 2
    theirs = next(s.csrf for s in sessions if s.id != cookie_of(place))
    assert place.visitor.post("/borja", {"csrf": theirs, "modell": "samverkan"}).status == 403


def test_a_visitor_who_is_not_in_sees_nothing_personal_on_any_page(place: Place) -> None:
    draft = place.example(namn=MARK)
    for page in safe_pages(place.site):
        answer = Visitor(place.app).get(url_of(page, draft), follow=False)
        assert answer.status in ((200, 401) if page.needs is Need.ANYONE else (401,)), page.name
        assert MARK not in answer.html
        assert str(place.folder) not in answer.html
        assert "set-cookie" not in dict(answer.headers)


def test_the_key_is_never_in_a_page(place: Place) -> None:
    place.doors.key = "nyckelnyckelnyckel"
    assert "nyckelnyckel" not in Visitor(place.app).get("/oppna?nyckel=nyckelnyckelnyckeX").html


def test_over_https_the_cookie_is_bound_to_the_host_and_the_transport(place: Place) -> None:
    doors = LocalDoors("__Host-samverkan")
    app = make_app(replace(place.site, secure=True, doors=doors))
    visitor = Visitor(app, scheme="https")
    answer = visitor.get(f"/oppna?nyckel={doors.key}", follow=False)
    name, _, flags = answer.header("set-cookie").partition("=")
    assert name == "__Host-samverkan"
    assert {"secure", "httponly", "path=/", "samesite=lax"} <= set(flags.lower().split("; "))
    assert answer.header("strict-transport-security").startswith("max-age=")
    visitor.headers = {"origin": f"https://{HOST}"}
    visitor.get("/borja")
    assert visitor.submit({"modell": "samverkan"}).status == 200
    visitor.get("/borja")
    visitor.headers = {"origin": f"http://{HOST}"}
    assert visitor.submit({"modell": "samverkan"}).status == 403
