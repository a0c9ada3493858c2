"""Rules as a person reads them: by number and title; an id only in brackets, and not where nobody needs it."""

import re
from pathlib import Path

import pytest

from samverkansavtal.documents import Opened, open_answers
from samverkansavtal.explaining.change import can_change, changes
from samverkansavtal.explaining.ledger import ledger_lines
from samverkansavtal.explaining.summary import finding_lines
from samverkansavtal.explaining.why import why

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
UNNUMBERED = "avtal/kyrkorad"
TITLE = "Fråga när kyrkorådet eller styrelsen beslutar"


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.name)
def opened(request: pytest.FixtureRequest) -> Opened:
    return open_answers(request.param)


def ids(opened: Opened) -> "re.Pattern[str]":
    names = sorted(map(re.escape, opened.library.rules), key=len, reverse=True)
    return re.compile("|".join(names))


def test_no_finding_shows_an_id(opened: Opened) -> None:
    lines = finding_lines(opened.plan)
    assert [line for line in lines if ids(opened).search(line)] == []


def test_the_list_of_every_rule_begins_with_a_number_or_a_title(opened: Opened) -> None:
    lines = [line for line in ledger_lines(opened.plan) if ids(opened).search(line)]
    assert [
        line for line in lines if not re.search(rf"[(]({ids(opened).pattern})(@[^)]*)?[)][.]", line)
    ] == []


def test_what_a_change_would_cause_shows_no_id(opened: Opened) -> None:
    fired = [one for one in opened.plan.rules if one.state == "fires" and one.severity != "note"]
    for planned in fired[:3]:
        for way in can_change(planned, opened.plan).ways:
            told = [*way.caused.findings, *way.caused.settled]
            assert [line for line in told if ids(opened).search(line)] == []


def test_a_rule_is_found_by_its_title_too() -> None:
    plan = open_answers(next(path for path in EXAMPLES if path.name == "portalen")).plan
    assert why(TITLE, plan) == why(UNNUMBERED, plan)
    assert [one.id for one in changes(TITLE.upper(), plan)] == [one.id for one in changes(UNNUMBERED, plan)]
