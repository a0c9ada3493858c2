"""What the risk report says, in the order its readers need it."""

from pathlib import Path

import pytest

from samverkansavtal.documents import open_answers
from samverkansavtal.drafting.as_text import report_text
from samverkansavtal.drafting.tree import Heading
from samverkansavtal.explaining.risk_report import risk_report

EXAMPLES = Path(__file__).parents[1] / "examples"


def told(example: str, changed: tuple[str, ...] = ()) -> str:
    plan = open_answers(EXAMPLES / example).plan
    return report_text(risk_report(plan, changed=changed)).replace("\u00a0", " ")


def test_the_parts_stand_in_the_order_of_their_readers() -> None:
    report = risk_report(open_answers(EXAMPLES / "portalen").plan)
    headings = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == [
        "Om rapporten",
        "I korthet",
        "1 Stoppar underskrift",
        "2 Behöver bedömas",
        "3 Ska kompletteras",
        "4 Köp eller samverkan?",
        "5 Så är värdet räknat",
        "6 Kan inte bedömas än",
        "7 Det här kan ni ändra",
        "8 Utan anmärkning",
        "9 Avvikande bedömningar",
        "10 Det här har verktyget inte prövat",
        "11 Källor och granskningsläge",
        "Bilaga: svaren",
        "Bilaga: prövat utan träff",
    ]


def test_what_was_never_asked_is_not_called_tested() -> None:
    small, large = told("kvarterslokal"), told("portalen")
    title = "bestämmer i detalj vad som ska göras"
    assert title not in small[small.index("# Bilaga: prövat") :]
    assert title in large[large.index("# Bilaga: prövat") :]


def test_both_columns_stand_beside_each_other_with_the_answers_behind_them() -> None:
    said = told("portalen")
    assert said.index("## Talar för samverkan") < said.index("## Talar för köp")
    assert "(hur parterna valdes: Vi valde dem)" in said


def test_the_value_can_be_added_up_by_hand() -> None:
    said = told("portalen")
    assert "640 000 kr" in said
    assert "750 000 kr" in said
    assert "36 månader" in said
    assert "Avtalets beräknade värde | 4 170 000 kr" in said


def test_the_acts_behind_the_findings_are_told_with_address_and_how_they_were_read() -> None:
    said = told("portalen")
    assert "Lagen om offentlig upphandling (2016:1145) | https://lagen.nu/2016:1145 | Texten" in said
    assert "Högsta förvaltningsdomstolens avgöranden (HFD)" in said
    assert "Lagen om skiljeförfarande" not in said


def test_an_answer_changed_after_the_result_is_told() -> None:
    assert "ja (ändrat efter delresultatet)" in told("portalen", ("lagstadgad",))
    assert "ändrat efter delresultatet" not in told("portalen")


@pytest.mark.parametrize(
    "words", ["Ingen jurist har granskat", "ingen juridisk rådgivning", "inte Norrköpings avtal"]
)
def test_it_says_what_it_is_not(words: str) -> None:
    assert words in told("portalen")


@pytest.mark.parametrize("words", ["otillåtet", "olagligt köp", "verifierad av", "godkänd av jurist"])
def test_it_never_judges_or_claims_a_review(words: str) -> None:
    assert words not in told("portalen").lower().replace("att avtalet är tillåtet", "")
