"""What the tool is for: a harmless case is not frightened, a disguised purchase is never calmed."""

from datetime import date
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from proving.situations import CLEANING, LIBRARY, answered, held_back, situation, unsure
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.tree import Status
from samverkansavtal.explaining.direction import direction
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan

ENFORCEABLE = ("krav_utforande", "avdrag_eller_vite")
FOLJD = [choice.id for choice in LIBRARY.questions["foljd"].choices]
CHOICES_OF_NATURE = sorted(
    path
    for path, question in LIBRARY.questions.items()
    if question.nature == "choice" and question.input == "choice" and not question.list
)


def outcome(found: Plan) -> str:
    return direction(found).outcome.id


def test_a_harmless_case_is_not_frightened() -> None:
    found = situation()
    assert found.needs == ()
    assert held_back(found) == []
    place = standing(found)
    assert (place.stops, place.doubts, place.stamp) == ((), (), "")
    assert outcome(found) == "samverkan"


def test_a_harmless_case_becomes_an_agreement_for_signing_when_nothing_is_missing() -> None:
    found = situation()
    holding = [r.id for r in found.rules if r.state == "fires" and r.severity == "complete"]
    assert standing(found).status is (Status.PROPOSAL if holding else Status.SIGNING)
    assert draft(found).stamp == ""


@pytest.mark.parametrize(
    "change",
    [
        {"initiativ": "partnern"},
        {"initiativ": "boende"},
        {"andamal": frozenset(("stod", "dela"))},
        {"andamal": frozenset(("dela",))},
        {"foljd": frozenset(("tala_om",))},
        {"foljd": frozenset(("aterbetalning", "innehallande"))},
        {"tjanst": "utbildning"},
        {"tjanst": "kultur_fritid"},
        {"urval": "flera_tillfragade"},
        {"externa_medel": True},
        {"beloppsgrund": "verkliga_kostnader"},
        {"slutdag": date(2027, 12, 31)},
        {"bestammer": "gemensamt"},
    ],
    ids=str,
)
def test_a_harmless_case_stays_harmless_in_its_neighbourhood(change: dict[str, Any]) -> None:
    found = situation(change)
    assert [rule for rule in held_back(found) if "upphandling/" in rule] == []
    assert outcome(found) == "samverkan"


def test_a_disguised_purchase_points_at_a_purchase() -> None:
    found = situation(CLEANING)
    assert outcome(found) == "kop"
    assert held_back(found) != []


def enforceable_sets() -> list[frozenset[str]]:
    sets = [frozenset(chosen) for size in range(1, len(FOLJD) + 1) for chosen in combinations(FOLJD, size)]
    return [chosen for chosen in sets if not chosen.isdisjoint(ENFORCEABLE)]


def varied(found: Plan, changes: dict[str, Any]) -> Plan:
    answers: Answers = found.answers
    for path, value in changes.items():
        answers = answers.put(path, value)
    return answered(answers, CLEANING)


def test_no_choice_of_words_calms_a_disguised_purchase() -> None:
    base = situation(CLEANING)
    ways = [choice.id for choice in LIBRARY.questions["forfarande"].choices]
    forms = [choice.id for choice in LIBRARY.questions["tidsform"].choices]
    purses = [choice.id for choice in LIBRARY.questions["gemensamt"].choices]
    for foljd, way, form, purse in product(enforceable_sets(), ways, forms, purses[:2]):
        found = varied(base, {"foljd": foljd, "forfarande": way, "tidsform": form, "gemensamt": purse})
        assert held_back(found) != [], (foljd, way, form, purse)


@pytest.mark.parametrize("path", CHOICES_OF_NATURE)
def test_no_single_choice_calms_a_disguised_purchase(path: str) -> None:
    base = situation(CLEANING)
    for choice in LIBRARY.questions[path].choices:
        assert held_back(varied(base, {path: choice.id})) != [], choice.id


@settings(max_examples=100)
@given(st.integers(0, 2**32), st.sampled_from(enforceable_sets()))
def test_no_other_answers_calm_a_disguised_purchase(seed: int, foljd: frozenset[str]) -> None:
    said = {key: CLEANING[key] for key in ("insatser", "beloppsgrund", "direkt_nytta", "tjanst")}
    found = situation({**said, "foljd": foljd, "andamal": frozenset(("stod",))}, seed=seed)
    assert held_back(found) != []


@settings(max_examples=60)
@given(st.integers(0, 2**32), st.sampled_from(["stad", "skotsel", "vakt", "bygg"]))
def test_soft_words_do_not_calm_work_that_the_company_needs(seed: int, tjanst: str) -> None:
    soft = {"insatser": CLEANING["insatser"], "direkt_nytta": "bolaget", "tjanst": tjanst}
    found = situation({**soft, "foljd": frozenset(("tala_om",)), "andamal": frozenset(("stod",))}, seed=seed)
    assert held_back(found) != []
    assert outcome(found) != "samverkan"


def test_the_softest_words_do_not_calm_cleaning_for_the_company() -> None:
    found = situation({"tjanst": "stad", "direkt_nytta": "bolaget", "foljd": frozenset(("tala_om",))})
    assert held_back(found) != []
    assert outcome(found) != "samverkan"


def one_year(value: int, **changes: Any) -> dict[str, Any]:
    money = {**CLEANING["insatser"]["pengar"], "varde_per_ar": value}  # type: ignore[index]
    rows = {"pengar": money, "verksamhet": {"fran": "foreningen", "slag": "verksamhet"}}
    return {**CLEANING, "insatser": rows, "slutdag": date(2027, 12, 31), **changes}


OVER = {
    "stad": "upphandling/over-gransen-for-direktupphandling",
    "social": "upphandling/over-gransen-for-sociala-tjanster",
}


@pytest.mark.parametrize("tjanst", OVER)
@pytest.mark.parametrize(("step", "expected"), [(-1, "clear"), (0, "fires"), (1, "fires")])
def test_the_limit_bites_at_the_krona(tjanst: str, step: int, expected: str) -> None:
    limit = situation(one_year(1, tjanst=tjanst)).world.fact("direktgrans")
    assert isinstance(limit, Decimal)
    found = situation(one_year(int(limit) + step, tjanst=tjanst))
    assert found.world.fact("kontraktsvarde") == limit + step
    state = next(rule.state for rule in found.rules if rule.id == OVER[tjanst])
    assert state == expected
    assert (standing(found).stamp != "") == (expected == "fires")


@pytest.mark.parametrize("years", [1, 2, 3, 4])
def test_the_value_is_counted_for_the_whole_time(years: int) -> None:
    found = situation(one_year(175_000, slutdag=date(2026 + years, 12, 31)))
    assert found.world.fact("kontraktsvarde") == 175_000 * years
    state = next(rule.state for rule in found.rules if rule.id == OVER["stad"])
    assert state == ("fires" if years == 4 else "clear")


def test_an_agreement_without_an_end_counts_as_four_years() -> None:
    found = situation(one_year(175_000, tidsform="tills_vidare"))
    assert found.world.fact("kontraktsvarde") == 700_000
    assert OVER["stad"] in held_back(found)


@pytest.mark.parametrize("tjanst", ["stad", "skotsel", "vakt", "utredning", "annat", "social"])
@pytest.mark.parametrize("nytta", ["boende", "bolaget", "bada"])
def test_not_knowing_what_can_be_demanded_never_gives_a_clean_draft_of_a_big_value(
    tjanst: str, nytta: str
) -> None:
    rows = {
        "pengar": {"fran": "bolaget", "slag": "pengar", "till": "foreningen", "varde_per_ar": 9_000_000},
        "tid": {"fran": "foreningen", "slag": "ideell_tid"},
    }
    found = situation(
        {"insatser": rows, "tjanst": tjanst, "direkt_nytta": nytta, "foljd": unsure("juristen")}
    )
    assert found.needs == ()
    place = standing(found)
    assert place.status is not Status.SIGNING
    assert held_back(found) != []
    assert outcome(found) != "samverkan"
    assert place.stamp != ""
