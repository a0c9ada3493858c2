"""A party that is asked for the rest of a list adds rows of its own, and nothing else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from hosting.hosted import ANNA, Now, edited
from hosting.served import OUTSIDE, Served
from hosting.test_pages_of_several import link_for
from samverkansavtal.hosting.database import Database
from samverkansavtal.interviewing.own_rows import MOST
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.web.keeping import NotAllowedError
from web.browsing import Visitor
from web.places import LARGE, example

ABF = NotKnown("ABF")
NEW, NAME = "insatser.r1", "insatser.ny.vad"


@pytest.fixture
def served(database: Database) -> Served:
    return Served.on(database, Now())


def begun(served: Served, change: Callable[[Answers], Answers]) -> str:
    """Begin Anna's draft of the large example with its answers changed; return its address."""
    library, known = example(LARGE)
    draft = replace(known, answers=change(known.answers))
    return f"/utkast/{served.hosted.drafts.begin(ANNA, draft, library)}"


def asked(*lists: str) -> Callable[[Answers], Answers]:
    """Return the change that lets ABF know the rest of *lists*."""

    def change(answers: Answers) -> Answers:
        for name in lists:
            answers = answers.reopen(name).put(f"{name}.+", ABF)
        return answers

    return change


def answers_of(served: Served, draft: str) -> Answers:
    return served.hosted.drafts.open(ANNA, draft.split("/")[2]).draft.answers


def party(served: Served, link: str) -> Visitor:
    visitor = served.visitor(None, OUTSIDE)
    visitor.get(link)
    return visitor


def test_a_party_sees_its_own_rows_and_adds_one(served: Served) -> None:
    draft = begun(served, asked("insatser"))
    _, link = link_for(served, draft, "ABF")
    abf = party(served, link)
    assert abf.last is not None
    assert "studiecirklar och språkkafé" in abf.last.said
    assert "diakon" not in abf.last.said
    before = answers_of(served, draft)
    answer = abf.submit({NAME: "en dator per grupp"})
    assert "Tack! Raden är sparad." in answer.said
    assert "en dator per grupp" in answer.said
    after = answers_of(served, draft)
    assert after.keys("insatser") == (*before.keys("insatser"), "r1")
    assert dict(after.row("insatser", "r1")) == {f"{NEW}.fran": "abf", f"{NEW}.vad": "en dator per grupp"}
    assert {path: value for path, value in after.values.items() if not path.startswith(NEW)} == before.values
    assert "insatser" not in after.closed
    (event, *_) = served.hosted.drafts.history(ANNA, draft.split("/")[2])
    assert event.who == "ABF (länk)"
    assert "en dator per grupp" in event.new


def test_the_rest_of_the_row_is_asked_of_those_who_write(served: Served) -> None:
    draft = begun(served, asked("insatser"))
    _, link = link_for(served, draft, "ABF")
    party(served, link).submit({NAME: "en dator per grupp"})
    needs = served.hosted.drafts.open(ANNA, draft.split("/")[2]).plan.needs
    assert f"{NEW}.slag" in needs


def test_a_row_without_a_name_is_not_kept(served: Served) -> None:
    draft = begun(served, asked("insatser"))
    _, link = link_for(served, draft, "ABF")
    before = answers_of(served, draft)
    answer = party(served, link).submit({NAME: "  "})
    assert answer.status == 400
    assert "Skriv några ord" in answer.said
    assert answers_of(served, draft) == before


def test_what_else_a_form_carries_is_not_kept(served: Served) -> None:
    draft = begun(served, asked("insatser"))
    _, link = link_for(served, draft, "ABF")
    abf = party(served, link)
    assert abf.last is not None
    more = {"insatser.ny.fran": "kyrkan", "insatser.ny.slag": "pengar", "namn": "Annat", NAME: "en dator"}
    values = [pair for pair in abf.last.page.forms[-1].values if pair[0] not in more]
    abf.post(link, [*values, *more.items()])
    row = dict(answers_of(served, draft).row("insatser", "r1"))
    assert row == {f"{NEW}.fran": "abf", f"{NEW}.vad": "en dator"}
    assert answers_of(served, draft).values["namn"] == example(LARGE)[1].answers.values["namn"]


EDITS: dict[str, Callable[[Answers], Answers]] = {
    "another's row": lambda a: a.add_row("insatser", "r1").put(f"{NEW}.fran", "kyrkan"),
    "nobody's row": lambda a: a.add_row("insatser", "r1").put(f"{NEW}.vad", "pengar"),
    "more than its own fields": lambda a: (
        a.add_row("insatser", "r1").put(f"{NEW}.fran", "abf").put(f"{NEW}.slag", "pengar")
    ),
    "a row taken away": lambda a: a.remove_row("insatser", "abf-cirklar"),
    "rows moved": lambda a: a.move_row("insatser", "abf-cirklar", -1),
    "the list closed": lambda a: a.clear("insatser.+").close("insatser"),
    "a row in another list": lambda a: a.add_row("samarbetspartner", "r1"),
    "too many rows": lambda a: many(a, MOST),
}


def many(answers: Answers, count: int) -> Answers:
    for number in range(count):
        answers = answers.add_row("insatser", f"x{number}").put(f"insatser.x{number}.fran", "abf")
    return answers


@pytest.mark.parametrize("kind", EDITS)
def test_a_link_lets_no_other_change_of_a_list_through(served: Served, kind: str) -> None:
    draft = begun(served, asked("insatser", "samarbetspartner"))
    before = answers_of(served, draft)
    secret = served.hosted.people.make_link(ANNA, draft.split("/")[2], "ABF", 7)
    with pytest.raises(NotAllowedError):
        served.hosted.people.answer(secret, OUTSIDE, edited(EDITS[kind]), "insatser.+")
    assert answers_of(served, draft) == before


def test_a_list_whose_rows_are_nobodys_own_is_told_to_be_left_out(served: Served) -> None:
    draft = begun(served, lambda answers: asked("samarbetspartner")(answers).put("startdag", ABF))
    anna, link = link_for(served, draft, "ABF")
    assert anna.last is not None
    assert "ABF: fler rader i samarbetspartner som inte skriver under" in anna.last.said
    abf = party(served, link)
    assert abf.last is not None
    assert "Samarbetspartner som inte skriver under" in abf.last.said
    assert not any(form.has("lista") for form in abf.last.page.forms)
    done = abf.submit({"startdag": "2027-01-01"})
    assert "svarat på allt" not in done.said


def test_somebody_who_only_knows_what_no_link_can_ask_is_offered_no_link(served: Served) -> None:
    draft = begun(served, asked("samarbetspartner"))
    answer = served.visitor(ANNA).get(f"{draft}/lankar")
    assert not any(form.has("vem") for form in answer.page.forms)
    assert "Det här går inte att fråga om med en länk" in answer.said


def test_two_parties_of_one_name_are_not_mistaken_for_each_other(served: Served) -> None:
    draft = begun(served, lambda answers: asked("insatser")(answers).put("parter.kyrkan.kallas", "ABF"))
    answer = served.visitor(ANNA).get(f"{draft}/lankar")
    assert "ABF: fler rader i parternas insatser" in answer.said


def test_a_party_with_as_many_rows_as_it_may_add_is_offered_no_more(served: Served) -> None:
    draft = begun(served, lambda answers: many(asked("insatser")(answers), MOST))
    answer = served.visitor(ANNA).get(f"{draft}/lankar")
    assert "ABF: fler rader i parternas insatser" in answer.said


def test_a_list_that_was_finished_meanwhile_takes_no_more_rows(served: Served) -> None:
    draft = begun(served, asked("insatser"))
    _, link = link_for(served, draft, "ABF")
    abf = party(served, link)
    name = draft.split("/")[2]
    served.hosted.drafts.change(
        ANNA, name, edited(lambda answers: answers.clear("insatser.+").close("insatser")), "insatser.+"
    )
    answer = abf.submit({NAME: "för sent"})
    assert answer.status == 403
    assert "Listan är klar." in answer.said
    assert "r1" not in answers_of(served, draft).keys("insatser")
