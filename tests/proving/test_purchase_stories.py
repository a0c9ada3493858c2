"""Stories about purchases and grants, told before the rules were read: pairs that differ in one thing."""

from datetime import date
from typing import Any

import pytest

from proving.situations import HARMLESS, PARTIES, answered, situation, unsure
from samverkansavtal.drafting.status import standing
from samverkansavtal.explaining.direction import direction
from samverkansavtal.language.swedish import HARD_SPACE
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.plan import Plan

KOMMUN = {"namn": "Sjöbacka kommun", "kallas": "Kommunen", "form": "kommun", "orgnr": "212000-9994"}
CHURCH = {**PARTIES["foreningen"], "form": "trossamfund"}
SISTER = {**PARTIES["bolaget"], "namn": "Grannbolaget AB", "kallas": "Grannbolaget"}
CIRCLE = {**PARTIES["foreningen"], "form": "studieforbund"}
TIME = {"fran": "foreningen", "slag": "ideell_tid"}
PURCHASE: dict[str, Any] = {  # cleaning, openly bought
    "andamal": frozenset(("betalning",)),
    "beloppsgrund": "faktura",
    "foljd": frozenset(("krav_utforande",)),
    "direkt_nytta": "bolaget",
    "tjanst": "stad",
    "bestammer": "bolaget",
    "egen_verksamhet": False,
}
RENT: dict[str, Any] = {
    "andamal": frozenset(("betalning",)),
    "foljd": frozenset(("tala_om",)),
    "direkt_nytta": "boende",
    "tjanst": "lokal",
}


def money(
    kr: int, giver: str = "bolaget", receiver: Any = "foreningen", often: str = "en_gang"
) -> dict[str, Any]:
    return {"fran": giver, "slag": "pengar", "till": receiver, "hur_ofta": often, "varde_per_ar": kr}


def room(kr: int, giver: str = "bolaget", receiver: str = "foreningen") -> dict[str, Any]:
    return {"fran": giver, "slag": "lokal", "till": receiver, "varde_per_ar": kr}


def rows(*given: dict[str, Any]) -> dict[str, Any]:
    return {"insatser": {f"i{number}": row for number, row in enumerate((*given, TIME))}}


def some(*chosen: str) -> frozenset[str]:
    return frozenset(chosen)


def told(said: dict[str, Any]) -> Plan:
    """Return the story's plan; answers that have a standard are given too."""
    found = situation(said)
    for path in ("forlangning", "sarskilda_villkor", "villkor_om"):
        if path in said:
            found = answered(found.answers.put(path, said[path]), {**HARMLESS, **said})
    return found


def shown(found: Plan) -> tuple[str, str]:
    """Return the direction, and the gravest procurement line that fires, or that nothing can rule out."""
    held = [rule for rule in found.rules if rule.state == "fires"] + list(found.undecidable())
    grave = {rule.severity for rule in held if rule.id.startswith(("upphandling/", "avtal/"))}
    return direction(found).outcome.id, next((s for s in ("stop", "assess", "complete") if s in grave), "")


GRANT = rows(money(100_000, often="varje_ar"))
ROOM = rows(room(60_000))
IN_TRUST: dict[str, Any] = {
    **PURCHASE,
    **rows(money(100_000, receiver=EMPTY), money(100_000, "kommunen", EMPTY)),
    "parter": {**PARTIES, "kommunen": KOMMUN},
    "kassahallare": "foreningen",
}
HELD_BY_CIRCLE: dict[str, Any] = {
    **rows(money(100_000, receiver=EMPTY)),
    "parter": {**PARTIES, "foreningen": CIRCLE},
    "kassahallare": "foreningen",
}
PENALTY = {"sarskilda_villkor": "Vite för varje kväll som ställs in."}
FIRST = {"sarskilda_villkor": "Föreningen ska först erbjudas nya uppdrag.", "villkor_om": some("fortur")}
KIOSK = {
    "insatser": {"t": TIME, "k": {"fran": "bolaget", "slag": "natverk"}},
    "tjanst": "servering",
    "stod": {},
}
ONLY = some("ensamratt")
DUTY = some("ensamratt", "driftsplikt")
STORIES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a grant that is reported on": (GRANT, "samverkan", ""),
    "the same grant, and the evenings can be demanded": (
        {**GRANT, "foljd": some("aterbetalning", "krav_utforande")}, "oklart", "assess",
    ),
    "the same grant, and a fine for each missed evening": (
        {**GRANT, "foljd": some("avdrag_eller_vite")}, "kop", "assess",
    ),
    "the same grant, and the fine stands in the parties' own words": (
        {**GRANT, **PENALTY, "villkor_om": some("vite")}, "oklart", "assess",
    ),
    "the same grant, and the parties' own words are about arbitration": (
        {**GRANT, **PENALTY, "villkor_om": some("skiljeman")}, "samverkan", "complete",
    ),
    "the same grant, with a promise of coming orders": ({**GRANT, **FIRST}, "samverkan", "assess"),
    "the same grant, and nobody knows what follows if an evening is missed": (
        {**GRANT, "foljd": unsure("juristen")}, "oppet", "assess",
    ),
    "a grant the company had the idea of, to a partner it chose, though others sell the like": (
        {**GRANT, "initiativ": "bolaget", "urval": "valde", "andra_saljer": True}, "samverkan", "",
    ),
    "a room lent to those who clean up after themselves": ({**ROOM, "tjanst": "lokal"}, "samverkan", ""),
    "the same room against cleaning the stairs": (
        {**ROOM, "tjanst": "stad", "foljd": some("krav_utforande"), "direkt_nytta": "bolaget"}, "kop", "assess",
    ),
    "a course for a fixed grant": ({**GRANT, "tjanst": "utbildning"}, "samverkan", ""),
    "the same course by the head": (
        {**GRANT, "tjanst": "utbildning", "beloppsgrund": "per_deltagare"}, "oklart", "complete",
    ),
    "the same course by the hour, ordered": (
        {**GRANT, "tjanst": "utbildning", "beloppsgrund": "per_timme", "foljd": some("krav_utforande")},
        "kop", "assess",
    ),
    "the association's summer jobs on the company's lawns, softly worded": (
        {**GRANT, "tjanst": "skotsel", "direkt_nytta": "bada", "foljd": some("tala_om")}, "oklart", "assess",
    ),
    "an existing hall rented from a church for 900 000": (
        {**RENT, "parter": {**PARTIES, "foreningen": CHURCH}, "insatser": {
            "p": money(300_000, often="varje_ar"), "l": room(300_000, "foreningen", "bolaget")}},
        "hyra", "complete",
    ),
    "the same hall rented from the municipality": (
        {**RENT, "parter": {"bolaget": PARTIES["bolaget"], "kommunen": KOMMUN}, "insatser": {
            "p": money(300_000, receiver="kommunen", often="varje_ar"), "l": room(300_000, "kommunen", "bolaget")}},
        "hyra", "complete",
    ),
    "the same hall, where the church's volunteers also take part": (
        {**RENT, "parter": {**PARTIES, "foreningen": CHURCH},
         **rows(money(300_000, often="varje_ar"), room(300_000, "foreningen", "bolaget"))},
        "oklart", "assess",
    ),
    "ordered cleaning for 900 000, softly worded": (
        {**rows(money(900_000)), "andamal": some("betalning"), "tjanst": "stad", "direkt_nytta": "bolaget"},
        "kop", "stop",
    ),
    "the same cleaning, with the box for a grant ticked too": (
        {**rows(money(900_000)), "andamal": some("betalning", "stod"), "tjanst": "stad", "direkt_nytta": "bolaget"},
        "kop", "stop",
    ),
    "a grant to leisure of which a part is ordered, for the residents": (
        {**rows(money(900_000)), "andamal": some("betalning", "stod"), "tjanst": "kultur_fritid"}, "oklart", "assess",
    ),
    "one krona under the limit": ({**PURCHASE, **rows(money(699_999))}, "kop", "complete"),
    "at the limit": ({**PURCHASE, **rows(money(700_000))}, "kop", "stop"),
    "two companies that buy for 400 000 each": (
        {**PURCHASE, "parter": {**PARTIES, "grannen": SISTER}, **rows(money(400_000), money(400_000, "grannen"))},
        "kop", "stop",
    ),
    "two companies that give 400 000 each": (
        {"parter": {**PARTIES, "grannen": SISTER}, **rows(money(400_000), money(400_000, "grannen"))},
        "samverkan", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_a_story_points_where_the_law_points_and_says_no_more_than_it_must(story: str) -> None:
    said, way, gravest = STORIES[story]
    assert shown(told(said)) == (way, gravest)


PAYERS = "upphandling/flera-offentliga-betalar-samma-part@foreningen"
BUYER = "upphandling/mottagarens-egna-inkop@foreningen"
CONCESSION = "upphandling/koncession"
TAKINGS = "upphandling/inte-avgjort-och-intakter-vid-sidan"
UNDER = "upphandling/inte-avgjort-och-under-gransen"
DECLARED = "upphandling/kop-under-gransen"
SEEN: dict[str, tuple[dict[str, Any], str, bool]] = {
    "money for everyone is paid to the one who holds it": (IN_TRUST, PAYERS, True),
    "and not to the association when the company holds it": (
        {**IN_TRUST, "kassahallare": "bolaget"}, PAYERS, False,
    ),
    "a study circle that holds the money may have to procure": (HELD_BY_CIRCLE, BUYER, True),
    "and not when the company holds it": ({**HELD_BY_CIRCLE, "kassahallare": "bolaget"}, BUYER, False),
    "a stand of one's own with a duty to keep open may be a concession": (
        {**KIOSK, "ingar": DUTY}, CONCESSION, True,
    ),
    "without the duty it is not said to be one": ({**KIOSK, "ingar": ONLY}, CONCESSION, False),
    "its takings are not in the value": ({**KIOSK, "ingar": DUTY}, TAKINGS, True),
    "so it is not said to be under the limit": ({**KIOSK, "ingar": DUTY}, UNDER, False),
    "an open purchase under the limit may be awarded directly": (
        {**PURCHASE, **rows(money(90_000))}, DECLARED, True,
    ),
    "a hall built as the company wishes is not said to": (
        {**PURCHASE, **rows(money(90_000)), "ingar": some("bygge_at_oss")}, DECLARED, False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("story", SEEN)
def test_a_line_is_told_in_the_one_story_and_not_in_the_other(story: str) -> None:
    said, rule, fires = SEEN[story]
    assert (rule in {one.id for one in told(said).rules if one.state == "fires"}) is fires


@pytest.mark.parametrize("path", ["foljd", "tjanst", "liknande_kop", "direkt_nytta", "bestammer", "andamal"])
def test_not_knowing_one_thing_about_a_small_grant_leaves_it_open_but_does_not_stamp_it(path: str) -> None:
    found = told({**GRANT, "slutdag": date(2027, 12, 31), path: unsure("juristen")})
    assert direction(found).outcome.id == "oppet"
    assert standing(found).stamp == ""


@pytest.mark.parametrize(
    ("said", "told_of_it"),
    [
        (GRANT, "Gränsen för direktupphandling spelar roll bara om det är ett köp."),
        ({**PURCHASE, **rows(money(90_000))}, "Gränsen för direktupphandling: 700 000 kr. Den spelar roll"),
        (
            {**PURCHASE, **rows(money(90_000)), "forfarandet_startar": unsure("juristen")},
            "Gränsen för direktupphandling: mellan ",
        ),
    ],
    ids=["a grant, and the day is not asked for", "a purchase", "a purchase, and nobody knows the day"],
)
def test_the_limit_is_not_a_wide_span_where_nobody_is_asked_for_the_day(
    said: dict[str, Any], told_of_it: str
) -> None:
    assert direction(told(said)).about_limit.replace(HARD_SPACE, " ").startswith(told_of_it)
