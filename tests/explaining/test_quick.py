"""Snabbtest: a few answers, the library's own outcomes, and nothing said to be decided that is not."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from answering import random_answer
from explaining.answered import LIBRARY
from proving.situations import answered
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.explaining.direction import outcome
from samverkansavtal.explaining.quick import Conclusion, as_lines, assumed, conclude, given
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import plan

DAY = date(2026, 11, 22)
assert LIBRARY.quick is not None
WORDS = LIBRARY.quick
MILD: Mapping[str, Answer] = {
    "andamal": frozenset(("stod",)),
    "beloppsgrund": "fast_stod",
    "foljd": frozenset(("tala_om",)),
    "direkt_nytta": "boende",
    "tjanst": "social",
}


def answers_of(said: Mapping[str, Answer]) -> Answers:
    found = assumed(LIBRARY, DAY)
    for path, value in said.items():
        found = found.put(path, value)
    return found


def concluded(said: Mapping[str, Answer]) -> Conclusion:
    return conclude(plan(LIBRARY, answers_of(said), DAY), WORDS)


def titles(found: Conclusion) -> list[str]:
    return [one.id for one in found.possible]


@pytest.mark.parametrize("model", model_names())
def test_what_every_model_assumes_is_answers_and_its_questions_apply_then(model: str) -> None:
    library = shipped_library(model)
    assert library.quick is not None
    answers = assumed(library, DAY)
    assert answers.keys("parter") == ("bolaget", "foreningen")
    found = plan(library, answers, DAY)
    for path in library.quick.questions:
        assert found.world.holds(library.questions[path].when, {}) is True


def test_mild_answers_leave_cooperation_possible_but_promise_nothing() -> None:
    found = concluded(MILD)
    assert titles(found) == ["samverkan", "oklart"]
    assert not found.decided
    assert found.purchase == ()
    assert "om ni köper något liknande" in found.left
    said = "\n".join(as_lines(found))
    assert WORDS.leaning in said
    assert WORDS.decided not in said


def test_guards_and_cleaning_are_told_as_what_can_be_a_purchase_before_anyone_knows_whose_work_it_is() -> (
    None
):
    found = concluded({**MILD, "tjanst": "vakt"})
    assert (titles(found), found.purchase) == (["oklart"], ())
    assert len(found.perhaps) == 2
    said = list(as_lines(found))
    assert "Kan tala för köp, beroende på svar som saknas:" in said
    assert concluded(MILD).perhaps == ()


def test_an_open_purchase_is_told_at_once() -> None:
    found = concluded({**MILD, "andamal": frozenset(("betalning",)), "tjanst": "stad"})
    assert titles(found) == ["kop"]
    assert found.left == ()
    assert WORDS.decided in list(as_lines(found))


def test_work_that_can_be_demanded_for_the_companys_own_need_is_a_purchase() -> None:
    demanded = {
        **MILD,
        "foljd": frozenset(("krav_utforande",)),
        "direkt_nytta": "bolaget",
        "tjanst": "skotsel",
    }
    assert titles(concluded(demanded)) == ["kop"]


def test_not_knowing_leaves_everything_possible_that_it_can_be() -> None:
    unsure: dict[str, Answer] = dict.fromkeys(WORDS.questions, NotKnown("juristen"))
    assert titles(concluded(unsure)) == ["kop", "hyra", "samverkan", "oklart"]


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_answered_later_comes_out_as_something_that_was_still_possible(seed: int) -> None:
    rng = random.Random(seed)
    said = {path: random_answer(LIBRARY.questions[path], Answers(), rng, 0.1) for path in WORDS.questions}
    found = concluded(said)
    for _ in range(3):
        later = answered(answers_of(said), {}, rng=rng)
        assert outcome(later).id in {*titles(found), LIBRARY.report.undecided.id}


def test_only_what_was_answered_begins_a_draft() -> None:
    answers = answers_of({**MILD, "foljd": NotKnown("vi")})
    begun = given(WORDS, answers)
    assert set(begun.values) == set(WORDS.questions)
    assert begun.rows == {}
    assert begun.values["foljd"] == NotKnown("vi")


def test_a_library_without_a_quick_test_assumes_nothing() -> None:
    assert assumed(replace(LIBRARY, quick=None), DAY) == Answers()
