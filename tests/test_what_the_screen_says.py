"""What the screen says after a draft: a stop is called a stop, and comes first among the next steps."""

from datetime import date
from pathlib import Path

import pytest

from samverkansavtal.content.library import shipped_library
from samverkansavtal.documents import open_answers
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.summary import first_of_all, next_steps
from samverkansavtal.language.swedish import HARD_SPACE
from samverkansavtal.language.values import Row
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.plan import plan as planned

EXAMPLES = Path(__file__).parents[1] / "examples"
DAY = date(2026, 11, 22)
DO_NOT_SIGN = "1 Skriv inte under. Riskrapporten säger vad som stoppar, och vad som ska göras först."


def test_a_stop_is_told_as_a_stop_and_not_as_something_to_assess() -> None:
    plan = open_answers(EXAMPLES / "forkladd-stadning").plan
    stops, assess = first_of_all(plan)
    assert stops.startswith("Men det här stoppar underskriften: Svaren pekar mot köp, och värdet når gränsen")
    assert assess.startswith("Och det här måste bedömas först: ")
    assert "når gränsen" not in assess
    assert next_steps(plan)[0] == DO_NOT_SIGN


def test_what_only_has_to_be_assessed_is_no_stop() -> None:
    plan = open_answers(EXAMPLES / "portalen").plan
    (assess,) = first_of_all(plan)
    assert assess.startswith("Men det här måste bedömas först: ")
    assert not any("Skriv inte under" in step for step in next_steps(plan))


def test_a_harmless_case_is_told_nothing_of_the_kind() -> None:
    plan = open_answers(EXAMPLES / "kvarterslokal").plan
    assert first_of_all(plan) == ()
    assert not any("Skriv inte under" in step for step in next_steps(plan))


@pytest.mark.parametrize(
    ("unknown", "told"),
    [(("omrade",), "1 Svara själva på 1 fråga."), (("omrade", "namn"), "1 Svara själva på 2 frågor.")],
)
def test_one_question_is_one_fraga(unknown: tuple[str, ...], told: str) -> None:
    kept = open_answers(EXAMPLES / "kvarterslokal").plan
    answers = kept.answers
    for path in unknown:
        answers = answers.put(path, NotKnown())
    steps = next_steps(planned(kept.library, answers, DAY))
    assert steps[0].replace(HARD_SPACE, " ") == told


def test_a_row_without_a_name_says_whose_it_is() -> None:
    found = open_answers(EXAMPLES / "sommarkafe").plan
    named = Printer(found.library, found.world).row_name(Row("stod", "kafe"))
    assert named == "rad 1 i parter som säljer något (Kaféet Lugnet ekonomisk förening)"


@pytest.mark.parametrize("short", [None, NotKnown("styrelsen")])
def test_a_party_without_a_short_name_goes_by_its_full_one(short: NotKnown | None) -> None:
    answers = Answers().add_row("parter", "a").put("parter.a.namn", "PRO Ängen")
    if short is not None:
        answers = answers.put("storlek", "storre").put("parter.a.kallas", short)
    found = planned(shipped_library("samverkan"), answers, DAY)
    assert Printer(found.library, found.world).row_name(Row("parter", "a")) == "PRO Ängen"
