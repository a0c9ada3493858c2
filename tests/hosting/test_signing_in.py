"""Who a proxy says is visiting is believed only when it can be; sessions begin, run out and end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from sqlalchemy import select

from hosting.hosted import ANNA, Now
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.settings import Settings
from samverkansavtal.hosting.signing_in import ALWAYS, IDLE, ProxyDoors, visitor, who
from samverkansavtal.hosting.tables import metadata, session
from samverkansavtal.web.keeping import Person, Session

PROXY = "10.0.0.5"
COOKIE = "__Host-samverkan"
SETTINGS = Settings.model_validate({"trusted_proxies": "10.0.0.5/32, fd00::/64"})
USER = "X-Forwarded-Email"


@dataclass
class Said:
    """What a request says about itself."""

    peer: str = PROXY
    headers: list[tuple[str, str]] = field(default_factory=list)

    def values(self, name: str) -> Sequence[str]:
        return [value for key, value in self.headers if key.casefold() == name.casefold()]


def said(value: str, peer: str = PROXY) -> Said:
    return Said(peer, [(USER, value)])


@pytest.mark.parametrize("peer", [PROXY, "fd00::7", "::ffff:10.0.0.5"])
def test_a_trusted_proxy_is_believed(peer: str) -> None:
    assert who(said("Anna@Linden.se", peer), SETTINGS) == Person(
        "anna@linden.se", "Anna@Linden.se", "linden.se"
    )


@pytest.mark.parametrize("peer", ["10.0.0.6", "127.0.0.1", "192.0.2.1", "fd01::7", "::1", "", "testclient"])
def test_nobody_else_is_believed(peer: str) -> None:
    assert who(said(ANNA.id, peer), SETTINGS) is None


UNCLEAR = {
    "nothing": [],
    "empty": [(USER, "")],
    "blank": [(USER, "   ")],
    "twice": [(USER, ANNA.id), (USER, "eva@linden.se")],
    "twice the same": [(USER, ANNA.id), (USER, ANNA.id)],
    "joined": [(USER, f"{ANNA.id}, eva@linden.se")],
    "underscores": [("X_Forwarded_Email", ANNA.id)],
    "one underscore": [("X-Forwarded_Email", ANNA.id)],
    "underscores beside": [(USER, ANNA.id), ("x_forwarded-email", "eva@linden.se")],
    "control sign": [(USER, "anna\x00@linden.se")],
    "new line": [(USER, "anna@linden.se\nX-Admin: 1")],
    "tab": [(USER, "anna\t@linden.se")],
    "invisible": [(USER, "anna\xe2\x80\xae@linden.se")],
    "too long": [(USER, "a" * 200 + "@linden.se")],
    "no organisation": [(USER, "anna")],
    "two organisations": [(USER, "anna@linden.se@bjorken.se")],
    "only an organisation": [(USER, "@linden.se")],
    "another header": [("X-Forwarded-User", ANNA.id)],
}


@pytest.mark.parametrize("headers", UNCLEAR.values(), ids=UNCLEAR.keys())
def test_what_can_be_read_in_more_than_one_way_is_nobody(headers: list[tuple[str, str]]) -> None:
    assert who(Said(PROXY, headers), SETTINGS) is None


def test_name_and_organisation_come_from_their_own_headers_where_the_settings_say_so() -> None:
    settings = SETTINGS.model_copy(update={"name_header": "X-Name", "organisation_header": "X-Org"})
    headers = [(USER, "4711"), ("X-Name", "Åsa Ek".encode().decode("latin-1")), ("X-Org", "Linden")]
    assert who(Said(PROXY, headers), settings) == Person("4711", "Åsa Ek", "linden")
    for broken in (headers[:2], [*headers, ("X-Org", "bjorken")], [*headers, ("X-Name", "Eva")]):
        assert who(Said(PROXY, broken), settings) is None


def test_only_the_organisations_in_the_settings_come_in() -> None:
    settings = SETTINGS.model_copy(update={"organisations": ("Linden.se",)})
    assert who(said(ANNA.id), settings) is not None
    assert who(said("carin@bjorken.se"), settings) is None


def test_the_visitors_own_address_is_the_last_one_outside_our_proxies() -> None:
    chain = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-For", "198.51.100.4, 10.0.0.5")]
    assert visitor(Said(PROXY, chain), SETTINGS) == "198.51.100.4"
    assert visitor(Said("192.0.2.1", chain), SETTINGS) == "192.0.2.1"
    assert visitor(Said(PROXY), SETTINGS) == PROXY


@dataclass
class Browser:
    """Remembers its cookie."""

    doors: ProxyDoors
    cookies: dict[str, str] = field(default_factory=dict)

    def visit(self, user: str = ANNA.id) -> Session:
        found = self.doors.enter(self.cookies, said(user))
        assert found is not None
        if found.fresh:
            self.cookies[COOKIE] = found.id
        return found


@pytest.fixture
def clock() -> Now:
    return Now()


@pytest.fixture
def browser(database: Database, clock: Now) -> Browser:
    return Browser(ProxyDoors(database, SETTINGS, COOKIE, clock))


def rows(browser: Browser) -> int:
    with browser.doors.database.reading() as connection:
        return len(connection.execute(select(session)).all())


def test_a_session_goes_on_with_the_same_secret(browser: Browser) -> None:
    first, second = browser.visit(), browser.visit()
    assert (first.fresh, second.fresh) == (True, False)
    assert (first.id, first.csrf, first.person) == (second.id, second.csrf, second.person)
    assert len(first.id) >= 43
    assert first.csrf not in (first.id, "")


def test_an_id_that_somebody_else_chose_is_never_taken(browser: Browser) -> None:
    browser.cookies[COOKIE] = "valt-av-nagon-annan"
    assert browser.visit().id != "valt-av-nagon-annan"


def test_another_person_in_the_same_browser_gets_another_session(browser: Browser) -> None:
    first = browser.visit()
    second = browser.visit("eva@linden.se")
    assert second.fresh
    assert second.id != first.id
    assert second.csrf != first.csrf
    browser.cookies[COOKIE] = first.id
    assert browser.visit().id != first.id


def test_a_cookie_alone_opens_nothing(browser: Browser) -> None:
    browser.visit()
    assert browser.doors.enter(browser.cookies, Said()) is None
    assert browser.doors.enter(browser.cookies, said(ANNA.id, "192.0.2.1")) is None


def test_a_session_that_has_ended_is_never_accepted_again(browser: Browser) -> None:
    first = browser.visit()
    browser.doors.leave(first)
    assert rows(browser) == 0
    assert browser.visit().id != first.id


def test_a_session_nobody_uses_runs_out(browser: Browser, clock: Now) -> None:
    first = browser.visit()
    clock.at += IDLE
    assert browser.visit().id == first.id
    clock.at += IDLE
    assert browser.visit().id == first.id
    clock.go(hours=8, seconds=1)
    assert browser.visit().id != first.id
    assert rows(browser) == 1


def test_a_session_runs_out_after_a_day_however_much_it_is_used(browser: Browser, clock: Now) -> None:
    first, began = browser.visit(), clock.at
    while clock.at < began + ALWAYS:
        clock.go(hours=4)
        assert browser.visit().id == first.id
    clock.go(seconds=1)
    assert browser.visit().id != first.id


def test_a_sessions_id_is_kept_nowhere(browser: Browser) -> None:
    found = browser.visit()
    with browser.doors.database.reading() as connection:
        kept = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
    assert kept != []
    assert not any(found.id in row or found.csrf in row for row in kept)
