"""Answers about which form fits: ordinary cases, and what differs in the near misses."""

from collections.abc import Mapping
from datetime import date

from explaining.answered import LIBRARY
from samverkansavtal.explaining.forms import RankedForm, Which, which_form
from samverkansavtal.planning.answers import Answer, Answers

DAY = date(2026, 11, 22)
Said = Mapping[str, Answer]


def some(*chosen: str) -> Answer:
    return frozenset(chosen)


GRANT: Said = {
    "form_parter": some("forening"),
    "form_bidrag": some("pengar"),
    "form_arbete": "andra",
    "andamal": some("stod"),
    "beloppsgrund": "fast_stod",
    "foljd": some("tala_om", "aterbetalning"),
    "direkt_nytta": "boende",
    "tjanst": "kultur_fritid",
    "liknande_kop": "nej",
}
ROOM: Said = {**GRANT, "form_bidrag": some("lokal"), "tjanst": "lokal"}
TOGETHER: Said = {
    **GRANT,
    "form_bidrag": some("pengar", "eget"),
    "form_arbete": "tillsammans",
    "andamal": some("dela"),
}
DISGUISED: Said = {
    **GRANT,
    "beloppsgrund": "faktura",
    "foljd": some("krav_utforande"),
    "direkt_nytta": "bolaget",
    "tjanst": "stad",
}
AUTHORITIES: Said = {
    "form_parter": some("kommun"),
    "form_bidrag": some("eget"),
    "form_arbete": "tillsammans",
}
VAGUE: Said = {
    "form_parter": some("forening"),
    "form_bidrag": some("inte_bestamt"),
    "form_arbete": "inte_bestamt",
}


def which(said: Said) -> Which:
    return which_form(LIBRARY, Answers(said), DAY)


def ranked(said: Said, name: str) -> RankedForm:
    return next(one for one in which(said).forms if one.form.id == name)


def fits(said: Said) -> dict[str, str]:
    """Return form → how it fits."""
    return {one.form.id: one.fit for one in which(said).forms}


def standing(said: Said) -> list[str]:
    """Return the forms that fit or may fit, best first."""
    return [one.form.id for one in which(said).standing]
