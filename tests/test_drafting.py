"""Sentences that come out right whatever is known."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from samverkansavtal.content.library import shipped_library
from samverkansavtal.documents import open_answers
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.as_text import agreement_text
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import Plan, plan

EXAMPLES = Path(__file__).parents[1] / "examples"


def changed(example: str, **answers: Answer) -> Plan:
    opened = open_answers(EXAMPLES / example)
    found = opened.draft.answers
    for path, answer in answers.items():
        found = replace(found, values={**found.values, path: answer})
    return plan(opened.library, found, opened.draft.day)


def test_a_list_nobody_has_chosen_yet_is_one_row_that_names_who_knows() -> None:
    text = agreement_text(draft(changed("portalen", mal=NotKnown("Ali på föreningen"))))
    assert (
        "Parterna har de här målen tillsammans.\n  (a) [Fylls i av Ali på föreningen: gemensamma mål]" in text
    )


def test_an_answer_that_ends_its_own_sentence_gives_one_full_stop() -> None:
    text = agreement_text(draft(changed("kvarterslokal", omrade="kvarteret Linden.")))
    assert "Området är kvarteret Linden." in text
    assert ".." not in text


def test_a_placeholder_names_the_one_who_knows() -> None:
    text = agreement_text(draft(changed("portalen", lokalvard=NotKnown("uthyrningen"))))
    assert "[Fylls i av uthyrningen: den part som är värd i lokalen] är värd i lokalen" in text


def test_a_column_that_applies_to_nobody_is_left_out() -> None:
    assert "Genom" not in agreement_text(draft(changed("kvarterslokal")))
    assert "Part | Org.nr | Genom | Kallas" in agreement_text(draft(changed("portalen")))


def test_a_framework_without_any_party_yet_says_that_the_numbers_of_their_annexes_come_later() -> None:
    library = shipped_library("ramavtal")
    answers = Answers().put("parter.+", NotKnown("styrelsen"))
    text = agreement_text(draft(plan(library, answers, date(2026, 3, 1))))
    assert "[numret sätts när raderna är kända]" in text
