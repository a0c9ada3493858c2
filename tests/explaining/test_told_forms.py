"""Situations told before the forms were read, and what the law's facts say fits; near misses stand in pairs."""

from typing import NamedTuple

import pytest

from explaining.forms_answered import Said, fits, some
from samverkansavtal.planning.answers import Answer


class Told(NamedTuple):
    """A situation in short words: who, what is given, who works, and the six answers about what it is for."""

    parties: str
    given: str
    work: str
    about: str = ""  # purpose | how the amount is set | what follows | who gains | main thing | bought before


GRANT = "stod | fast_stod | tala_om aterbetalning | boende | utbildning | nej"
SHARED = "dela | verkliga_kostnader | tala_om | boende | social | nej"
ROOM = "stod | - | tala_om | boende | {} | nej"
ORDERED = "betalning | {} | krav_utforande | {} | {} | nej"
SEEN = "synas | fast_stod | tala_om | boende | kultur_fritid | nej"

STORIES: dict[str, tuple[Told, str]] = {
    "homework help an association already has": (
        Told("forening", "pengar", "andra", GRANT),
        "foreningsbidrag",
    ),
    "the same, and it has been bought before": (
        Told("forening", "pengar", "andra", GRANT.replace("| nej", "| har_kopt")),
        "foreningsbidrag? kop?",
    ),
    "the same, paid by the hour": (
        Told("forening", "pengar", "andra", GRANT.replace("fast_stod", "per_timme")),
        "foreningsbidrag? kop?",
    ),
    "the same, cleaning of yards": (
        Told("forening", "pengar", "andra", "stod | per_timme | krav_utforande | bolaget | stad | nej"),
        "kop",
    ),
    "the same, and the club picks litter": (
        Told("forening", "pengar", "andra", GRANT.replace("utbildning", "stad")),
        "foreningsbidrag? kop?",
    ),
    "the same money to neighbours without a board": (Told("boende", "pengar", "andra", GRANT), ""),
    "the same money to the municipality's youth club": (Told("kommun", "pengar", "andra", GRANT), ""),
    "everybody does a part and the company also lends a room": (
        Told("forening", "pengar lokal eget", "tillsammans", GRANT),
        "samverkansavtal lokalupplatelse?",
    ),
    "company, municipality and association share costs": (
        Told("forening kommun", "pengar eget", "tillsammans", SHARED),
        "samverkansavtal",
    ),
    "company and municipality alone share costs": (
        Told("kommun", "pengar eget", "tillsammans", SHARED),
        "samverkansavtal? myndigheter?",
    ),
    "company and municipality each with its own staff": (
        Told("kommun", "eget", "tillsammans"),
        "samverkansavtal myndigheter",
    ),
    "the municipality alone pays an association as a grant": (
        Told("forening kommun", "eget fran_kommunen", "tillsammans", GRANT),
        "samverkansavtal",
    ),
    "the municipality alone pays it by the hour for guarding": (
        Told(
            "forening kommun",
            "eget fran_kommunen",
            "tillsammans",
            ORDERED.format("per_timme", "bolaget", "vakt"),
        ),
        "kop",
    ),
    "nobody has promised anything": (Told("forening", "inte_bestamt", "inte_bestamt"), "avsiktsforklaring"),
    "nobody knows who works, and money is promised": (
        Told("forening", "pengar", "inte_bestamt", GRANT),
        "avsiktsforklaring?",
    ),
    "an association borrows a room": (
        Told("forening", "lokal", "andra", ROOM.format("lokal")),
        "lokalupplatelse",
    ),
    "a business borrows the room": (
        Told("foretag", "lokal", "andra", ROOM.format("lokal")),
        "lokalupplatelse?",
    ),
    "the municipality borrows the room": (
        Told("kommun", "lokal", "andra", ROOM.format("lokal")),
        "lokalupplatelse?",
    ),
    "the room in return for open doors every day": (
        Told("forening", "lokal", "andra", "stod betalning | - | krav_utforande | boende | social | nej"),
        "lokalupplatelse? kop?",
    ),
    "the company rents a room": (
        Told("forening", "pengar", "andra", ORDERED.format("fast_stod", "bolaget", "lokal")),
        "kop?",
    ),
    "a logo on the shirts": (Told("forening", "pengar", "andra", SEEN), "sponsring? kop?"),
    "a logo, and walks at night for the company": (
        Told(
            "forening", "pengar", "andra", "synas betalning | fast_stod | krav_utforande | bada | vakt | nej"
        ),
        "kop",
    ),
    "a choir is hired for a party": (
        Told("forening", "pengar", "andra", ORDERED.format("fast_stod", "boende", "kultur_fritid")),
        "kop",
    ),
    "the municipality's leisure leader on an invoice": (
        Told("kommun", "pengar", "andra", ORDERED.format("faktura", "boende", "kultur_fritid")),
        "kop",
    ),
    "property owners form an association with a fee": (
        Told("fastighetsagare", "pengar", "egen_forening", SHARED),
        "gemensam-forening",
    ),
    "the same, and it looks after the houses": (
        Told("fastighetsagare", "pengar", "egen_forening", SHARED.replace("social", "skotsel")),
        "gemensam-forening? kop?",
    ),
    "property owners share a feast of lights without one": (
        Told("fastighetsagare", "pengar eget", "tillsammans", SHARED.replace("social", "evenemang")),
        "samverkansavtal?",
    ),
    "police, municipality and company look at the area": (
        Told("polisen kommun", "eget", "tillsammans"),
        "est samverkansavtal myndigheter",
    ),
    "the same, and the company pays for wardens": (
        Told("polisen kommun", "pengar eget", "tillsammans", ORDERED.format("per_timme", "bolaget", "vakt")),
        "kop est? myndigheter?",
    ),
    "the police sit in when an association's young people meet": (
        Told("polisen forening", "lokal eget", "tillsammans", ROOM.format("kultur_fritid")),
        "samverkansavtal est? lokalupplatelse?",
    ),
}


def said(told: Told) -> Said:
    answers: dict[str, Answer] = {
        "form_parter": some(*told.parties.split()),
        "form_bidrag": some(*told.given.split()),
        "form_arbete": told.work,
    }
    if told.about:
        purpose, amount, follows, gains, main, before = (part.strip() for part in told.about.split("|"))
        answers |= {"andamal": some(*purpose.split()), "foljd": some(*follows.split())}
        answers |= {"direkt_nytta": gains, "tjanst": main, "liknande_kop": before}
        answers |= {} if amount == "-" else {"beloppsgrund": amount}
    return answers


@pytest.mark.parametrize("story", STORIES)
def test_a_told_situation_gets_the_form_that_fits_it(story: str) -> None:
    told, expected = STORIES[story]
    found = {f"{name}{'' if fit == 'fits' else '?'}" for name, fit in fits(said(told)).items() if fit != "no"}
    assert found == set(expected.split())
