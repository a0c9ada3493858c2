"""Why and why not: the chain goes down to the answers, in words, and agrees with the plan."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from explaining.answered import CLEANING, LIBRARY, money, one, plans, portalen, situation, with_files
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.about import about
from samverkansavtal.explaining.change import can_change
from samverkansavtal.explaining.explanation import as_lines
from samverkansavtal.explaining.ledger import ledger, ledger_lines
from samverkansavtal.explaining.step import Step, teller
from samverkansavtal.explaining.steps import guard_steps
from samverkansavtal.explaining.which import which
from samverkansavtal.explaining.why import why
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.planning.plan import Plan

CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\bis (not )?\w|[<>=]=|\b(finns|ingen|alla|antal|summa)\(")
EVERY = (
    [*LIBRARY.rules, *LIBRARY.provisions, *LIBRARY.concepts, *LIBRARY.figures]
    + [name for name, question in LIBRARY.questions.items() if not question.is_list]
)  # fmt: skip


def flat(steps: tuple[Step, ...]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from flat(step.children)


def told(name: str, plan: Plan) -> str:
    return "\n".join(line for found in why(name, plan) for line in as_lines(found)).replace("\u00a0", " ")


@pytest.mark.parametrize("number", range(len(plans())))
def test_the_steps_of_a_rule_agree_with_its_state(number: int) -> None:
    plan = plans()[number]
    printer = Printer(plan.library, plan.world)
    for planned in plan.rules:
        steps = guard_steps(planned.rule.when, planned.items, teller(plan.library, printer))
        outcomes = [step.outcome for step in steps]
        if planned.state == "fires":
            assert outcomes == ["yes"] * len(planned.rule.when), planned.id
        elif planned.state == "clear":
            assert outcomes == ["no"], planned.id
        else:
            assert outcomes, planned.id
            assert set(outcomes) == {"open"}, planned.id


@pytest.mark.parametrize("number", range(len(plans())))
def test_no_step_speaks_in_code(number: int) -> None:
    plan = plans()[number]
    printer = Printer(plan.library, plan.world)
    for planned in plan.rules:
        for step in flat(guard_steps(planned.rule.when, planned.items, teller(plan.library, printer))):
            words = step.text.replace("”avdrag_eller_vite”", "")
            assert not CODE.search(words), step.text


@pytest.mark.parametrize("name", EVERY)
def test_everything_in_the_content_can_be_explained_without_answers_and_without_code(name: str) -> None:
    for found in about(name, LIBRARY):
        assert found.title
        assert found.steps
        for step in flat(found.steps):
            assert step.outcome == ""
            said = re.sub(r" \([\w./-]+\)$|”[\w-]+”", "", step.text)  # ids stand last, or within marks
            assert not CODE.search(said), step.text


def test_a_finding_is_traced_through_concepts_down_to_answers_with_their_law() -> None:
    said = told("upphandling/over-gransen-for-direktupphandling", situation(money(300_000)))
    assert "Stoppar underskrift, före underskriften" in said
    assert re.search(r"\n  ja Svaren pekar mot ett köp \(LOU 1:15, .*\)  \[kontrakt\]\n", said)
    assert re.search(r"\n +ja Hur beloppet bestäms: Per timme eller tillfälle\n", said)
    assert "Avtalets beräknade värde: 900 000 kr (LOU 5:3" in said


def test_a_dated_figure_is_told_with_its_period_and_its_source() -> None:
    said = told("direktgrans", situation(money(300_000)))
    assert "Gräns för direktupphandling: 700 000 kr, från och med 1 februari 2022 (LOU 19 a kap. 2 §" in said
    assert "Dagen då förfarandet började: 1 februari 2026" in said


def test_the_way_of_counting_that_applied_is_told_and_not_the_other() -> None:
    social = told("direktgrans", situation({**CLEANING, "tjanst": "social"}))
    assert "8 513 250 kr, från och med 1 januari 2026 (SFS 2026:245)" in social
    assert "700 000 kr" not in social


def test_an_unverified_figure_says_so() -> None:
    early = {**CLEANING, "tjanst": "social", "forfarandet_startar": date(2021, 3, 1)}
    assert "mellan 615 312 kr och 2 156 469 kr, inte verifierat" in told("direktgrans", situation(early))


def test_a_figure_read_at_second_hand_is_one_amount_that_is_not_verified() -> None:
    early = {**CLEANING, "forfarandet_startar": date(2017, 3, 1)}
    said = told("direktgrans", situation(early))
    assert "534 890 kr, inte verifierat" in said
    assert "mellan" not in said


def test_the_exception_that_applied_is_named_with_its_law() -> None:
    lent = {
        "insatser": {
            "lokal": {"fran": "bolaget", "slag": "lokal", "till": "foreningen", "varde_per_ar": 36_000},
            "tid": {"fran": "foreningen", "slag": "ideell_tid"},
        },
        "initiativ": "bolaget",
        "egen_verksamhet": False,
        "tjanst": "lokal",
    }
    said = told("kontrakt_mojligt", situation(lent))
    assert "ja Undantag: en lokal lånas eller hyrs bara ut (LOU 1:2, LOU 1:15)" in said


def test_a_purchase_says_that_no_exception_applied() -> None:
    assert "ja Inget undantag gäller (öppet för alla" in told("kontrakt_mojligt", situation(CLEANING))


def test_a_rule_that_does_not_fire_says_which_answer_let_it_pass_and_what_it_would_take() -> None:
    said = told("avtal/barnledare-registerutdrag", portalen())
    assert "Utan anmärkning, därför att det här inte stämmer" in said
    assert "nej Om vuxna träffar barnen regelbundet: nej (krävs: ja)  [barnledare]" in said


def test_a_rule_that_cannot_be_judged_says_what_is_missing_and_who_knows() -> None:
    said = told("PROC-07", situation({"tjanst": NotKnown("vaktmästaren"), "direkt_nytta": "bada"}))
    assert "Kan inte bedömas än" in said
    assert "huvudsaken i verksamheten (vaktmästaren vet)" in said


def test_a_rule_about_rows_is_told_for_the_row_asked_for() -> None:
    found = why("avtal/kyrkorad@kyrkan", portalen())
    assert [one.title for one in found] == [
        "Kyrkan: Fråga när kyrkorådet eller styrelsen beslutar (avtal/kyrkorad@kyrkan)"
    ]
    assert len(why("avtal/kyrkorad", portalen())) == 5


def test_a_provision_says_why_it_does_not_stand() -> None:
    assert "nej Om vuxna träffar barnen regelbundet: nej (krävs: ja)" in told("barn/ledare", portalen())
    left_out = with_files({"model.toml": 'drop = ["ansvar/eget"]\n'})
    said = told("ansvar/eget", situation(library=left_out))
    assert "ingår inte i modellen" in said


def test_a_provision_says_which_text_stands_and_why_not_the_one_before() -> None:
    said = told("lokaler/upplatelse", situation({"lokal_avgift": "ja"}))
    assert "nej Inte texten ”utan-ersattning”" in said
    assert "ja Text ”hyresavtal”" in said


def test_a_question_says_what_needs_it_what_reads_it_and_what_was_answered() -> None:
    said = told("urval", portalen())
    assert "Ert svar: Vi valde dem" in said
    assert "Läses av 1 begrepp\n    – Det kan vara ett köp (kontrakt_mojligt)" in said
    rows = told("insatser.slag", portalen())
    assert "två lokaler, Torget 1 i Hageby och Ringen 2 i Ringdansen: Lokal" in rows


def test_what_does_not_exist_is_refused_with_what_to_write() -> None:
    refused = pytest.raises(SamverkanError, match=r"”hej” finns inte\. Skriv en bestämmelse")
    with refused:
        why("hej", portalen())
    with refused:
        about("hej", LIBRARY)


@pytest.mark.parametrize("number", range(len(plans())))
def test_explaining_wakes_nothing_that_is_dormant(number: int) -> None:
    plan = plans()[number]
    seen, dormant = plan.world.seen.copy(), plan.dormant
    for name in EVERY:
        why(name, plan)
    ledger(plan)
    which(plan)
    for planned in plan.rules:
        can_change(planned, plan)
    assert (plan.world.seen, plan.dormant) == (seen, dormant)


@pytest.mark.parametrize("number", range(len(plans())))
def test_the_ledger_has_every_rule_with_a_reason(number: int) -> None:
    plan = plans()[number]
    entries = ledger(plan)
    assert [entry.id for entry in entries] == [planned.id for planned in plan.rules]
    assert all(entry.because for entry in entries)
    assert all(entry.state == one(plan, entry.id).state for entry in entries)


def test_the_ledger_counts_each_state() -> None:
    lines = list(ledger_lines(portalen()))
    counts = {
        state: sum(rule.state == state for rule in portalen().rules) for state in ("fires", "open", "clear")
    }
    assert f"Stämmer in på svaren ({counts['fires']})" in lines
    assert f"Utan anmärkning ({counts['clear']})" in lines
