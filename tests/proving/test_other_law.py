"""The rules beside procurement: every risk on the list is met, a ticked row is never calm, an unticked one is."""

from datetime import date
from typing import Any

import pytest

from proving.situations import HARMLESS, LIBRARY, answered, held_back, unsure
from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.tree import Status
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan

LISTED = {
    "AFF": 4, "KOM": 6, "STÖD": 6, "GDPR": 8, "OFF": 4, "BARN": 5, "LOK": 9, "ARB": 5, "SKATT": 4, "BID": 5,
    "JÄV": 2, "PART": 5, "AVT": 5, "IP": 2, "MÅL": 2, "TILL": 3, "V": 15,
}  # fmt: skip
ELSEWHERE = {
    "STÖD-01": "upphandling/stod-till-ekonomisk-verksamhet asks for the assessment of each party",
    "STÖD-02": "the value of premises is asked for and stands in the table of contributions",
    "STÖD-05": "the provision regler/statsstod says that unlawful aid is repaid",
    "OFF-04": "offentlighet/allman-handling speaks of drafts too",
    "JÄV-01": "avtal/dubbla-uppdrag and upphandling/dubbla-uppdrag",
    "PART-04": "avtal/kyrkorad",
    "AVT-01": "the provisions avvikelse/uppsagning and avvikelse/genast always stand",
    "AVT-04": "the provision hinder/hinder stands in every larger agreement",
    "IP-01": "the provision material/rattigheter stands in every larger agreement",
    "IP-02": "the provision kommunikation/namn and the question namnet_tillhor",
    "TILL-02": "true of every text, whatever is answered",
    "V1": "parter/grupp-utan-styrelse, and the number is checked as it is written",
    "V3": "the budget is computed from the same rows",
    "V4": "each role is a question that points at a party; without an answer it is a yellow field",
    "V5": "references are checked when the library is read",
    "V9": "the question namnet_tillhor",
    "V10": "the provision parter/uttrade stands from three parties on",
    "V12": "avtal/hyra-kraver-eget-avtal",
    "V13": "parter/inget-visar-behorigheten",
    "V14": "an answer that is not known is a yellow field",
    "V15": "the signs in the concepts kontrakt and kontrakt_mojligt",
}
NUMBERS = [
    f"V{n}" if area == "V" else f"{area}-{n:02}" for area, last in LISTED.items() for n in range(1, last + 1)
]
EVERYTHING_ASKED: dict[str, Any] = {
    **HARMLESS,
    "barn_pa_plats": "ja_malgrupp",
    "barnledare": True,
    "lokal_avgift": "ja",
    "externa_medel": True,
    "externa_medel_mottagare": "foreningen",
    "slutdag": date(2028, 12, 31),
    "villkor_om": frozenset(),
}
ROWS = {
    "manniskor_kvar": "every", "uppgifter_kvar": "every", "lokal_kvar": "every", "hyra_kvar": "every",
    "externa_medel_kvar": "every", "villkor_om": "every", "ingar": ("agarens_overskott", "utanfor_kommunen"),
}  # fmt: skip
TICKED = [
    (fact, choice.id)
    for fact, chosen in ROWS.items()
    for choice in LIBRARY.questions[fact].choices
    if (chosen == "every" or choice.id in chosen) and choice.id != "samlingslokal"
]


def whole(**changes: Any) -> Plan:
    """Return the harmless case in which every question about the other areas is asked."""
    start = Answers().put("sarskilda_villkor", "Parterna turas om att bjuda på kaffe.")
    return answered(start, {**EVERYTHING_ASKED, **changes})


BASE = whole()


def fired(found: Plan) -> set[str]:
    return {rule.id for rule in found.rules if rule.state == "fires"}


@pytest.mark.parametrize("number", NUMBERS)
def test_a_risk_from_the_other_list_has_a_rule_or_another_place(number: str) -> None:
    assert (number in {rule.nr for rule in LIBRARY.rules.values()}) is not (number in ELSEWHERE)


def test_a_harmless_case_where_everything_is_asked_is_not_frightened() -> None:
    assert BASE.needs == ()
    assert held_back(BASE) == []
    assert len(BASE.fired("complete")) <= 8


@pytest.mark.parametrize(("fact", "choice"), TICKED)
def test_a_ticked_row_is_told_and_falls_silent_when_it_is_unticked(fact: str, choice: str) -> None:
    found = whole(**{fact: frozenset((choice,))})
    told = fired(found) - fired(BASE)
    assert told != set()
    assert fired(whole(**{fact: frozenset()})) & told == set()


@pytest.mark.parametrize("fact", [fact for fact in ROWS if fact != "ingar"])
def test_not_knowing_is_never_ready_for_signing(fact: str) -> None:
    found = whole(**{fact: unsure("juristen")})
    assert found.needs == ()
    assert standing(found).status is not Status.SIGNING


@pytest.mark.parametrize("rutin", [choice.id for choice in LIBRARY.questions["utdrag"].choices])
def test_only_the_lawful_way_with_extracts_is_calm(rutin: str) -> None:
    told = {rule for rule in fired(whole(utdrag=rutin)) - fired(BASE) if "utdrag" in rule}
    assert bool(told) is (rutin != "visas")


def seller(grund: str, **row: Any) -> Plan:
    rows = {"kaffet": {"part": "foreningen", "saljer": "kaffe", "grund": grund, **row}}
    return whole(ingar=frozenset(("forsaljning",)), stod=rows)


@pytest.mark.parametrize("grund", [choice.id for choice in LIBRARY.questions["stod.grund"].choices])
def test_a_party_that_sells_something_is_assessed_once_and_then_left_in_peace(grund: str) -> None:
    found = seller(grund, andra_stod=0, kvar_att_gora=frozenset())
    told = {rule.partition("@")[0] for rule in fired(found) - fired(BASE)}
    expected = {
        "inte_bedomt": {"upphandling/stod-till-ekonomisk-verksamhet"},
        "annan_grund": {"statsstod/annan-grund"},
    }
    assert told == expected.get(grund, set())


@pytest.mark.parametrize(
    ("others", "over", "asked", "state"),
    [
        (0, None, False, "clear"),
        (2_200_000, False, True, "clear"),
        (2_200_000, True, True, "fires"),
        (2_200_000, unsure(), True, "open"),
        (3_000_000, None, False, "fires"),
    ],
)
def test_the_rate_of_the_day_is_asked_for_only_where_it_decides(
    others: int, over: Any, asked: bool, state: str
) -> None:
    found = seller("de_minimis", andra_stod=others, over_taket=over, kvar_att_gora=frozenset())
    assert ("stod.kaffet.over_taket" in found.answers.values) is asked
    assert [rule.state for rule in found.rules if rule.rule.id == "statsstod/over-taket"] == [state]


@pytest.mark.parametrize(("receiver", "expected"), [("foreningen", False), ("bolaget", True)])
def test_the_grant_for_meeting_halls_cannot_go_to_the_company(receiver: str, expected: bool) -> None:
    found = whole(externa_medel_kvar=frozenset(("samlingslokal",)), externa_medel_mottagare=receiver)
    assert ("bidrag/samlingslokal-till-bolaget" in fired(found)) is expected


def test_a_gift_without_benefit_needs_a_decision() -> None:
    for decided, expected in ((False, True), (True, False)):
        found = whole(nytta=frozenset(), gavobeslut=decided)
        assert ("bolaget/gava-utan-beslut" in fired(found)) is expected
        assert "avtal/bolagets-nytta" not in fired(found)
