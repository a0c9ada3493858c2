"""What the risk report says, in the order its readers need it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from samverkansavtal.documents import open_answers
from samverkansavtal.drafting.as_text import report_text
from samverkansavtal.drafting.tree import Heading
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.certainty import certainty, grounds
from samverkansavtal.explaining.finding import finding
from samverkansavtal.explaining.risk_report import risk_report
from samverkansavtal.planning.plan import plan as planned

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
        "8 Bra att veta",
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


def test_advice_not_to_sign_never_stands_under_a_heading_that_says_nothing_was_found() -> None:
    said = told("tre-syskon")
    above = said[: said.index("Skriv inte under utkastet som det är")]
    assert above.rpartition("\n# ")[2].startswith("8 Bra att veta")


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
    "words", ["Ingen jurist har granskat", "ingen juridisk rådgivning", "inte parternas avtal"]
)
def test_it_says_what_it_is_not(words: str) -> None:
    assert words in told("portalen")


@pytest.mark.parametrize("words", ["otillåtet", "olagligt köp", "verifierad av", "godkänd av jurist"])
def test_it_never_judges_or_claims_a_review(words: str) -> None:
    assert words not in told("portalen").lower().replace("att avtalet är tillåtet", "")


def lines_about(example: str, said: str) -> Iterator[tuple[str, str, str]]:
    """Yield each rule that fires with its confidence and what is said from its title to the next title."""
    plan = open_answers(EXAMPLES / example).plan
    printer = Printer(plan.library, plan.world)
    fired = {finding(rule, plan, printer).title: rule.rule for rule in plan.rules if rule.state == "fires"}
    lines = said[said.index("# 1 Stoppar") : said.index("# Bilaga: svaren")].splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("#") or _title(line, fired)]
    for number, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if title := _title(lines[number], fired):
            yield fired[title].id, fired[title].confidence, "\n".join(lines[number:end])


def _title(line: str, titles: Iterable[str]) -> str:
    """Return which title *line* begins with, as a heading, a row or a sign."""
    bare = line.removeprefix("## ").removeprefix("– ")
    found = [title for title in titles if bare.startswith(title.rstrip("."))]
    return max(found, key=len, default="")


@pytest.mark.parametrize("example", sorted(path.name for path in EXAMPLES.iterdir()))
def test_what_rests_on_a_ground_that_is_not_sure_says_so_and_nothing_else_does(example: str) -> None:
    told_of = list(lines_about(example, told(example)))
    assert {sure for _, sure, _ in told_of} & {"medium", "low"}
    for rule, sure, said in told_of:
        assert ("verifiera" in said) is (sure != "high"), (rule, said)


def test_a_rule_on_an_act_that_is_only_remembered_is_not_sure_however_sure_it_says_it_is() -> None:
    plan = open_answers(EXAMPLES / "portalen").plan
    rule = next(rule for rule in plan.library.rules.values() if rule.confidence == "high" and rule.law)
    assert grounds(rule, plan.library) == rule.law
    acts = {
        name: replace(act, confidence="low") if act.covers(rule.law[0]) else act
        for name, act in plan.library.acts.items()
    }
    remembered = replace(plan.library, acts=acts)
    assert certainty(rule, remembered) == "low"
    assert grounds(rule, remembered) == (*rule.law, "inte verifierat")


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        ("2017-12-31", "534 890 kr, inte verifierat"),
        ("2018-01-01", "586 907 kr"),
        ("2022-01-31", "626 284 kr, inte verifierat"),
        ("2022-02-01", "700 000 kr"),
    ],
)
def test_a_limit_that_is_not_verified_says_so_beside_the_value(day: str, limit: str) -> None:
    plan = open_answers(EXAMPLES / "arlig-stadning").plan
    earlier = plan.answers.put("forfarandet_startar", date.fromisoformat(day))
    said = report_text(risk_report(planned(plan.library, earlier, plan.day))).replace("\u00a0", " ")
    assert f"Gränsen för direktupphandling: {limit}." in said
