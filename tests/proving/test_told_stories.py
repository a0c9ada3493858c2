"""Stories told before anybody read the rules, in pairs that differ in one thing: what is said, and what is not."""

from datetime import date
from typing import Any

import pytest

from proving.situations import HARMLESS, PARTIES, answered, situation
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan

KOMMUN = {"namn": "Sjöbacka kommun", "kallas": "Kommunen", "form": "kommun", "orgnr": "212000-9994"}
KAFE = {"namn": "Kafé Hörnan AB", "kallas": "Kaféet", "form": "foretag", "orgnr": "556999-3016"}
STIFTELSE = {**PARTIES["bolaget"], "form": "bostadsstiftelse", "orgnr": "802999-1000"}
TIME = {"fran": "foreningen", "slag": "ideell_tid"}


def giving(giver: str, receiver: str, kind: str = "pengar") -> dict[str, Any]:
    gift = {"fran": giver, "slag": kind, "till": receiver, "varde_per_ar": 200_000}
    effort = {"fran": "bolaget", "slag": "natverk"}
    return {"gava": gift, "tid": TIME, "kontakter": effort, "kommunens": {**effort, "fran": "kommunen"}}


def with_owner(giver: str, receiver: str, kind: str = "pengar", **more: Any) -> dict[str, Any]:
    return {"parter": {**PARTIES, "kommunen": KOMMUN}, "insatser": giving(giver, receiver, kind), **more}


def cafe(grund: str, *gifts: str) -> dict[str, Any]:
    given = {
        kind: {"fran": "bolaget", "slag": kind, "till": "kafet", "varde_per_ar": 90_000} for kind in gifts
    }
    return {
        "parter": {**PARTIES, "kafet": KAFE},
        "insatser": {**given, "tid": TIME, "kaffe": {"fran": "kafet", "slag": "verksamhet"}},
        "stod": {"r": {"part": "kafet", "saljer": "fika", "grund": grund}},
        "kassahallare": "kafet",
    }


def coffee(rows: dict[str, Any]) -> dict[str, Any]:
    room = {"fran": "bolaget", "slag": "lokal", "till": EMPTY, "varde_per_ar": 60_000}
    return {
        "insatser": {"lokal": room, "tid": TIME},
        "tjanst": "lokal",
        "ingar": frozenset(("forsaljning",)),
        "stod": rows,
    }


def lease(last: date, *rows: str, **more: Any) -> dict[str, Any]:
    return {"lokal_avgift": "ja", "hyra_kvar": frozenset(rows), "slutdag": last, **more}


def funded(last: date) -> dict[str, Any]:
    return {"externa_medel": True, "externa_medel_mottagare": "foreningen", "externa_medel_slut": last}


def for_whom(present: str, *activities: str) -> dict[str, Any]:
    return {
        "malgrupp": frozenset(("alla_boende",)),
        "barn_pa_plats": present,
        "aktiviteter": frozenset(activities),
    }


GIVES_ALL = {
    "room": {"fran": "bolaget", "slag": "lokal", "till": "foreningen", "varde_per_ar": 48_000},
    "tid": TIME,
}
NO_USE = {"insatser": GIVES_ALL, "nytta": frozenset(), "gavobeslut": False, "tjanst": "lokal"}
SELLER, NOBODY = "upphandling/stod-till-ekonomisk-verksamhet", "statsstod/saljaren-ar-inte-angiven"
OWNER, COMPANY = "bolaget/overforing-till-agaren", "statsstod/pengar-till-bolaget"
CHILDREN, SHORT = "barn/malgruppen-ar-barn", "bidrag/avtalet-ar-kortare"
GIFT, USE = "bolaget/gava-utan-beslut", "avtal/bolagets-nytta"
INDEX, NOTICE = "lokal/index-pa-kort-hyra", "lokal/skydd-vid-uppsagning"
FIRM, SUPPORT = "upphandling/foretag-far-ersattning", "kommunalratt/stod-till-enskilt-foretag"

STORIES: dict[str, tuple[dict[str, Any], set[str]]] = {
    "the company pays its owner's youth workers": (with_owner("bolaget", "kommunen"), {OWNER}),
    "the company pays the association's": (with_owner("bolaget", "foreningen"), set()),
    "a foundation pays the municipality": (
        {**with_owner("bolaget", "kommunen"), "parter": {**PARTIES, "bolaget": STIFTELSE, "kommunen": KOMMUN}},
        set(),
    ),
    "the company lends its owner a room": (with_owner("bolaget", "kommunen", "lokal"), {OWNER}),
    "the owner rents the room": (with_owner("bolaget", "kommunen", "lokal", lokal_avgift="ja"), set()),
    "the owner pays the company": (with_owner("kommunen", "bolaget"), {COMPANY}),
    "the owner pays the association": (with_owner("kommunen", "foreningen"), set()),
    "the owner pays the company, and why it is no aid is written down": (
        with_owner("kommunen", "bolaget", stod={"r": {"part": "bolaget", "saljer": "bostäder", "grund": "inget_stod"}}),
        set(),
    ),
    "a café borrows a room": (cafe("inget_stod", "lokal"), {FIRM, SUPPORT}),
    "a café rents it at the market's price": (cafe("marknadspris", "lokal"), set()),
    "a café rents it, and is paid as well": (cafe("marknadspris", "lokal", "pengar"), {FIRM}),
    "all share a room, and the association sells coffee in it": (
        coffee({"r": {"part": "foreningen", "saljer": "kaffe", "grund": "inte_bedomt"}}),
        {SELLER},
    ),
    "all share a room, and coffee in it is found to be no aid": (
        coffee({"r": {"part": "foreningen", "saljer": "kaffe", "grund": "inget_stod"}}),
        set(),
    ),
    "all share a room, and nobody says who sells coffee in it": (coffee({}), {NOBODY}),
    "a room is lent, and nobody says what for": (NO_USE, {GIFT}),
    "a room is rented out, and nobody says what for": ({**NO_USE, "lokal_avgift": "ja"}, {USE}),
    "a room is rented out cheaply, and nobody says what for": (
        {**NO_USE, "lokal_avgift": "ja", "hyra_kvar": frozenset(("lag_hyra",))},
        {GIFT},
    ),
    "nine months of rent": (lease(date(2027, 9, 30), "avstaende"), set()),
    "nine months and a day": (lease(date(2027, 10, 1), "avstaende"), {NOTICE}),
    "six months that go on by themselves": (
        lease(date(2027, 6, 30), "avstaende", forlangning="automatisk"),
        {NOTICE},
    ),
    "an index for three years": (lease(date(2029, 12, 31), "index"), set()),
    "an index for three years less a day": (lease(date(2029, 12, 30), "index"), {INDEX}),
    "an index for two years, and a right to one more": (
        lease(date(2028, 12, 31), "index", forlangning="ensidig", forlangning_manader=12),
        {INDEX},
    ),
    "a grant as long as the agreement": (funded(date(2029, 12, 31)), set()),
    "a grant that lasts a day longer": (funded(date(2030, 1, 1)), {SHORT}),
    "a language café for grown-ups": (for_whom("nej", "sprakkafe"), set()),
    "with a children's corner but no children": (for_whom("nej", "sprakkafe", "barnhorna"), {CHILDREN}),
    "with a children's corner and children": (for_whom("ja_sallskap", "sprakkafe", "barnhorna"), set()),
    "mentors for young grown-ups": (
        {**for_whom("nej", "mentorer"), "malgrupp": frozenset(("unga",))},
        set(),
    ),
    "open evenings for the young, but no children": (for_whom("nej", "ungdomskvallar"), {CHILDREN}),
}  # fmt: skip


def told(found: Plan) -> set[str]:
    """Return the rules that stop, ask for judgement or for something more."""
    return {rule.rule.id for rule in found.rules if rule.state == "fires" and rule.severity != "note"}


BASE = told(situation())


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_told_what_the_law_says_and_nothing_more(story: str) -> None:
    changes, expected = STORIES[story]
    begun = Answers().put("forlangning", changes.get("forlangning", "ny_overenskommelse"))
    found = answered(begun, {**HARMLESS, **changes})
    assert found.needs == ()
    assert told(found) - BASE == expected
