"""Whole situations, answered question by question: what is not said is answered in the mildest way."""

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from answering import random_answer
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library, Question
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import Plan, plan

DAY = date(2026, 3, 1)
STATES = ("fires", "open")
LIBRARY = shipped_library("samverkan")
PARTIES = {
    "bolaget": {
        "namn": "Hyresbostäder AB",
        "kallas": "Bolaget",
        "form": "bostadsbolag",
        "orgnr": "556999-0004",
    },
    "foreningen": {
        "namn": "Föreningen Länken",
        "kallas": "Föreningen",
        "form": "ideell_forening",
        "orgnr": "802999-0002",
    },
}
HARMLESS: dict[str, Any] = {
    "storlek": "storre",
    "barn_pa_plats": "nej",
    "parter": PARTIES,
    "insatser": {
        "pengar": {"fran": "bolaget", "slag": "pengar", "till": "foreningen", "varde_per_ar": 200_000},
        "lokal": {"fran": "bolaget", "slag": "lokal", "till": "foreningen", "varde_per_ar": 240_000},
        "verksamhet": {"fran": "foreningen", "slag": "verksamhet"},
        "tid": {"fran": "foreningen", "slag": "ideell_tid"},
    },
    "insatser.hur_ofta": "varje_ar",
    "startdag": date(2027, 1, 1),
    "tidsform": "till_datum",
    "slutdag": date(2029, 12, 31),
    "initiativ": "gemensamt",
    "egen_verksamhet": True,
    "bestammer": "partnern",
    "andamal": frozenset(("stod",)),
    "beloppsgrund": "fast_stod",
    "foljd": frozenset(("tala_om", "aterbetalning")),
    "direkt_nytta": "boende",
    "tjanst": "social",
    "liknande_kop": "nej",
    "andra_saljer": False,
    "urval": "oppen_inbjudan",
    "lagstadgad": False,
    "andra_avtal": "nej",
    "ingar": frozenset(),
    "forfarandet_startar": date(2026, 2, 1),
    "lage": "planeras",
    "moms": "utan",
    "forfarande": "inte_bestamt",
    "riktlinjer": True,
    "dubbla_uppdrag": False,
    "stod_i_styrdokument": True,
    "externa_medel": False,
    "nytta": frozenset(("trivsel", "trygghet")),
    "lokal_avgift": "nej",
    "lokal_regler": "ja",
    "personuppgifter": "kontakt_bilder",
    "forsakring": True,
    "barnledare": False,
    "parter.behorighet": "protokoll",
    "manniskor_kvar": frozenset(),
    "uppgifter_kvar": frozenset(),
    "lokal_kvar": frozenset(),
    "hyra_kvar": frozenset(),
    "externa_medel_kvar": frozenset(),
    "utdrag": "visas",
}
CLEANING = {  # a purchase in all but name: cleaning for the company, by the hour, that it can demand
    "insatser": {
        "pengar": {"fran": "bolaget", "slag": "pengar", "till": "foreningen", "varde_per_ar": 300_000},
        "verksamhet": {"fran": "foreningen", "slag": "verksamhet"},
    },
    "bestammer": "bolaget",
    "initiativ": "bolaget",
    "beloppsgrund": "per_timme",
    "foljd": frozenset(("krav_utforande",)),
    "direkt_nytta": "bolaget",
    "tjanst": "stad",
    "urval": "valde",
}


def situation(changes: Mapping[str, Any] = {}, library: Library = LIBRARY, seed: int | None = None) -> Plan:
    """Return the plan of the harmless case with *changes*, everything that is asked answered.

    With a *seed*, what is not said in *changes* is drawn at random instead.
    """
    said = {**(HARMLESS if seed is None else {"parter": PARTIES}), **changes}
    return answered(Answers(), said, library, random.Random(seed) if seed is not None else None)


def answered(
    answers: Answers, said: Mapping[str, Any], library: Library = LIBRARY, rng: random.Random | None = None
) -> Plan:
    """Return the plan when everything still asked has been answered, as *said* or mildly."""
    for _ in range(500):
        found = plan(library, answers, DAY)
        if not found.needs:
            return found
        for path in found.needs:
            answers = _step(library, answers, path, said, rng)
    raise AssertionError("the questions never end")


def _step(
    library: Library, answers: Answers, path: str, said: Mapping[str, Any], rng: random.Random | None
) -> Answers:
    question = library.question(path)
    assert question is not None
    if path.endswith(".+"):
        rows = said.get(question.fact, {})
        for key in rows:
            answers = answers.add_row(question.fact, key)
        if not rows and len(answers.keys(question.fact)) < int(question.least or 0):
            return answers.add_row(question.fact, answers.new_key(question.fact))
        return answers.close(question.fact)
    if question.list:
        _, key, field = path.split(".")
        row = said.get(question.list, {}).get(key, {})
        given = row.get(field, said.get(f"{question.list}.{field}"))
    else:
        given = said.get(path)
    return answers.put(path, _answer(question, given, answers, rng))


def _answer(question: Question, given: Any, answers: Answers, rng: random.Random | None) -> Answer:
    if given is None:
        return random_answer(question, answers, rng, 0.1) if rng else _mild(question, answers)
    if isinstance(given, int) and not isinstance(given, bool):
        return Decimal(given)
    return given  # type: ignore[no-any-return]


def _mild(question: Question, answers: Answers) -> Answer:
    if question.none:
        return EMPTY
    if question.input == "ref":
        return answers.keys(question.of)[-1]
    if question.input == "choices":
        return frozenset([choice.id for choice in question.choices[: int(question.least or 1)]])
    return random_answer(question, answers, random.Random(0), 0.0)


def held_back(found: Plan) -> list[str]:
    """Return the stops and assessments that have fired, or that nothing more can rule out."""
    rules = [rule for rule in found.rules if rule.state == "fires"] + list(found.undecidable())
    return sorted(rule.id for rule in rules if rule.severity in ("stop", "assess"))


def unsure(who: str = "") -> NotKnown:
    return NotKnown(who)
