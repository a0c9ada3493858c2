"""Colleagues, comments and links."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from hosting.hosted import ANNA, BO, CARIN, Hosted, edited, putting
from samverkansavtal.hosting.limits import FAILED, MOST, POSTED
from samverkansavtal.hosting.tables import attempt, link, metadata
from samverkansavtal.interviewing.waiting import owner
from samverkansavtal.language.reading import ReadError
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.web.keeping import Edit, NotAllowedError, NotHereError, Role, TooManyError

PEER = "192.0.2.7"


def test_a_draft_is_shared_with_a_role_that_can_be_changed_and_taken_back(hosted: Hosted) -> None:
    name = hosted.begin(namn="Lokalen")
    hosted.people.share(ANNA, name, " Bo@Linden.se ", Role.READ)
    assert [(one.person.id, one.role) for one in hosted.people.members(BO, name)] == [
        (ANNA.id, Role.OWNER),
        (BO.id, Role.READ),
    ]
    hosted.people.share(ANNA, name, BO.id, Role.WRITE)
    assert hosted.drafts.open(BO, name).role is Role.WRITE
    assert [line.role for line in hosted.drafts.all(BO)] == [Role.WRITE]
    hosted.people.unshare(ANNA, name, BO.id)
    with pytest.raises(NotHereError):
        hosted.drafts.open(BO, name)


@pytest.mark.parametrize(
    "colleague", [CARIN.id, "bo", "", "x@y@linden.se", "@linden.se", "a" * 200 + "@linden.se", ANNA.id]
)
def test_a_draft_is_shared_with_colleagues_only(hosted: Hosted, colleague: str) -> None:
    name = hosted.begin()
    with pytest.raises(NotAllowedError):
        hosted.people.share(ANNA, name, colleague, Role.READ)
    assert len(hosted.people.members(ANNA, name)) == 1


def test_nobody_can_be_made_owner_and_the_owner_cannot_be_taken_away(hosted: Hosted) -> None:
    name = hosted.shared(Role.WRITE)
    with pytest.raises(NotAllowedError):
        hosted.people.share(ANNA, name, BO.id, Role.OWNER)
    for person in (ANNA, BO):
        with pytest.raises(NotAllowedError):
            hosted.people.unshare(person, name, ANNA.id)
    assert hosted.people.members(ANNA, name)[0].person.id == ANNA.id


def test_a_colleague_can_leave_but_not_take_others_away(hosted: Hosted) -> None:
    name = hosted.shared(Role.WRITE)
    hosted.people.share(ANNA, name, "dan@linden.se", Role.READ)
    with pytest.raises(NotAllowedError):
        hosted.people.unshare(BO, name, "dan@linden.se")
    hosted.people.unshare(BO, name, BO.id)
    assert [one.person.id for one in hosted.people.members(ANNA, name)] == [ANNA.id, "dan@linden.se"]


def test_comments_stand_in_order_and_can_be_settled(hosted: Hosted) -> None:
    name = hosted.shared(Role.COMMENT)
    hosted.people.comment(BO, name, "omrade", "Hela kvarteret?")
    hosted.clock.go(minutes=1)
    hosted.people.comment(ANNA, name, "tid/avtalstid", "Ett år till.")
    first, second = hosted.people.comments(ANNA, name)
    assert (first.who, first.about, first.text, first.settled) == (
        BO.name,
        "omrade",
        "Hela kvarteret?",
        False,
    )
    hosted.people.settle(BO, name, first.id)
    assert [one.settled for one in hosted.people.comments(ANNA, name)] == [True, False]
    other = hosted.begin()
    with pytest.raises(NotHereError):
        hosted.people.settle(ANNA, other, second.id)


@pytest.mark.parametrize("text", ["", "  ", "hej\u202eolleh", "a\x00b"])
def test_a_comment_holds_something_that_can_be_seen(hosted: Hosted, text: str) -> None:
    name = hosted.begin()
    with pytest.raises(ReadError):
        hosted.people.comment(ANNA, name, "omrade", text)


def asked(hosted: Hosted) -> tuple[str, str]:
    """Return a draft where Sara knows the area, and a link's secret for her."""
    name = hosted.begin(namn="Lokalen", omrade=NotKnown("Sara"))
    assert owner(hosted.drafts.open(ANNA, name).view, "omrade") == "Sara"
    return name, hosted.people.make_link(ANNA, name, "Sara", 7)


def test_a_link_opens_the_draft_for_reading_and_takes_its_partys_answers(hosted: Hosted) -> None:
    name, secret = asked(hosted)
    found, kept = hosted.people.follow(secret, PEER)
    assert (found.draft, found.owner, found.made_by, kept.role) == (name, "Sara", ANNA.name, Role.READ)
    hosted.people.answer(secret, PEER, putting("omrade", "Lindgatan"), "omrade")
    hosted.people.answer(secret, PEER, putting("omrade", "Lindgatan och Linden"), "omrade")
    assert hosted.value(name, "omrade") == "Lindgatan och Linden"
    assert [event.who for event in hosted.drafts.history(ANNA, name)][:2] == ["Sara (länk)", "Sara (länk)"]


OTHERS: dict[str, Edit] = {
    "another question": putting("namn", "Taget"),
    "another too": edited(lambda answers: answers.put("omrade", "x").put("namn", "Taget")),
    "a row": edited(lambda answers: answers.add_row("parter", "r1")),
    "a list closed": edited(lambda answers: answers.close("parter")),
}


@pytest.mark.parametrize("edit", OTHERS.values(), ids=OTHERS.keys())
def test_a_link_takes_nothing_but_its_own_partys_answers(hosted: Hosted, edit: Edit) -> None:
    name, secret = asked(hosted)
    with pytest.raises(NotAllowedError):
        hosted.people.answer(secret, PEER, edit, "omrade")
    assert hosted.drafts.open(ANNA, name).rev == "1"


def test_a_links_secret_is_kept_nowhere(hosted: Hosted) -> None:
    _, secret = asked(hosted)
    with hosted.database.reading() as connection:
        rows = [str(row) for table in metadata.sorted_tables for row in connection.execute(select(table))]
        assert len(connection.scalars(select(link.c.secret_hash)).one()) == 64
    assert len(secret) >= 43
    assert not any(secret in row for row in rows)


def run_out(hosted: Hosted, name: str) -> None:
    hosted.clock.go(days=7)


def taken_back(hosted: Hosted, name: str) -> None:
    hosted.people.revoke(ANNA, name, hosted.people.links(ANNA, name)[0].id)


def removed(hosted: Hosted, name: str) -> None:
    hosted.drafts.delete(ANNA, name)


@pytest.mark.parametrize("ended", [run_out, taken_back, removed])
def test_a_link_that_has_ended_opens_nothing(hosted: Hosted, ended: Callable[[Hosted, str], None]) -> None:
    name, secret = asked(hosted)
    hosted.people.follow(secret, PEER)
    ended(hosted, name)
    with pytest.raises(NotHereError):
        hosted.people.follow(secret, PEER)
    with pytest.raises(NotHereError):
        hosted.people.answer(secret, PEER, putting("omrade", "x"), "omrade")


def test_a_link_that_ends_while_its_answer_is_on_the_way_takes_nothing(hosted: Hosted) -> None:
    name, secret = asked(hosted)

    def slow(kept):  # type: ignore[no-untyped-def]
        taken_back(hosted, name)
        hosted.answer(ANNA, name, "namn", "Ett annat")  # so that the link's answer comes second
        return putting("omrade", "x")(kept)

    with pytest.raises(NotHereError):
        hosted.people.answer(secret, PEER, slow, "omrade")
    assert hosted.value(name, "omrade") == NotKnown("Sara")


def test_when_a_link_was_used_last_is_told(hosted: Hosted) -> None:
    name, secret = asked(hosted)
    assert hosted.people.links(ANNA, name)[0].last_used is None
    hosted.people.follow(secret, PEER)
    hosted.clock.go(hours=1)
    hosted.people.follow(secret, PEER)
    assert hosted.people.links(ANNA, name)[0].last_used == hosted.clock.at


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_link_has_an_end_that_is_not_far_off(hosted: Hosted, days: int) -> None:
    with pytest.raises(NotAllowedError):
        hosted.people.make_link(ANNA, hosted.begin(), "Sara", days)


def test_whoever_guesses_too_often_must_wait_even_with_the_right_secret(hosted: Hosted) -> None:
    _, secret = asked(hosted)
    for number in range(MOST[FAILED]):
        with pytest.raises(NotHereError):
            hosted.people.follow(f"gissning{number}", PEER)
    with pytest.raises(TooManyError):
        hosted.people.follow(secret, PEER)
    assert hosted.people.follow(secret, "192.0.2.8")[0].owner == "Sara"
    hosted.clock.go(minutes=1)
    assert hosted.people.follow(secret, PEER)[0].owner == "Sara"


def test_whoever_answers_too_often_must_wait(hosted: Hosted) -> None:
    _, secret = asked(hosted)
    for number in range(MOST[POSTED]):
        hosted.people.answer(secret, PEER, putting("omrade", str(number)), "omrade")
    with pytest.raises(TooManyError):
        hosted.people.answer(secret, PEER, putting("omrade", "en till"), "omrade")


def test_no_address_on_the_network_is_kept(hosted: Hosted) -> None:
    with pytest.raises(NotHereError):
        hosted.people.follow("gissning", PEER)
    hosted.clock.at += timedelta(minutes=3)
    with pytest.raises(NotHereError):
        hosted.people.follow("gissning", "192.0.2.8")
    with hosted.database.reading() as connection:
        rows = connection.execute(select(attempt)).all()
    assert len(rows) == 1
    assert PEER not in str(rows)
