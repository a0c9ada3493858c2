"""Whatever is answered, and however little, there is a draft: numbered, referenced, valid."""

import random
import re

import pytest

from answering import DAY, interview
from audited import audit
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.as_text import agreement_text
from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.tree import Agreement, Mark, Paragraph, Status
from samverkansavtal.explaining import summary
from samverkansavtal.explaining.risk_report import risk_report
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.word import agreement_docx, report_docx
from word.checks import findings

SEEDS = range(28)
MODELS = model_names()


def drafted(seed: int) -> Plan:
    rng = random.Random(seed)
    library = shipped_library(MODELS[seed % len(MODELS)])
    answers = Answers()
    for current in interview(library, rng, unsure=(0.0, 0.1, 0.4)[seed % 3], stop=(0.0, 0.02)[seed % 2]):
        answers = current
    return plan(library, answers, DAY)


def numbers(agreement: Agreement) -> list[str]:
    blocks = [block for section in agreement.sections for p in section.provisions for block in p.blocks]
    return [block.number for block in blocks if isinstance(block, Paragraph) and block.number]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_draft_becomes_word_files_without_a_finding(seed: int) -> None:
    current = drafted(seed)
    check = audit if seed < 4 else findings
    assert check(agreement_docx(draft(current))) == []
    assert check(report_docx(risk_report(current))) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_paragraphs_are_numbered_without_gaps_and_references_lead_to_them(seed: int) -> None:
    agreement = draft(drafted(seed))
    for section in agreement.sections:
        own = [number for number in numbers(agreement) if number.startswith(f"{section.number}.")]
        assert own == [f"{section.number}.{place}" for place in range(1, len(own) + 1)]
    text = agreement_text(agreement)
    known = {*numbers(agreement), *(section.number for section in agreement.sections)}
    assert set(re.findall(r"(?:punkt|punkterna|avsnitt) (\d+(?:\.\d+)?)", text)) <= known


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_not_answered_is_marked_and_nothing_is_called_ready_for_signing(seed: int) -> None:
    current = drafted(seed)
    agreement = draft(current)
    marked = any(
        run.mark is Mark.OPEN
        for section in agreement.sections
        for provision in section.provisions
        for block in provision.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    )
    place = standing(current)
    assert not (marked and agreement.status is Status.SIGNING)
    assert not (place.missing and agreement.status is Status.SIGNING)
    assert not (agreement.stamp and agreement.status is Status.SIGNING)


@pytest.mark.parametrize("seed", SEEDS[:6])
def test_every_view_of_a_plan_can_be_shown(seed: int) -> None:
    current = drafted(seed)
    assert summary.direction_lines(current)[0]
    assert summary.next_steps(current)
    assert summary.as_data(current)["format"] == 1
    assert isinstance(summary.finding_lines(current), tuple)
