"""Whatever is posted with the right secret, the answer is a page that says so, and the draft can still be read."""

import random

import pytest

from web.all_pages import PARTS, unsafe_pages, url_of
from web.places import LARGE, Place

GENTLE = ("logga_ut", "ta_bort")  # they do what they are told: tested by themselves
WORDS = (
    "", " ", "ja", "nej", "svara", "spara", "klar", "fler", "vet-inte", "hoppa", "galler-inte", ":inget",
    "ta-bort:abf", "upp:abf", "kopiera:kyrkan", "kopiera:", ":", "abf", "r1", "\x00", "\u202e", "2027-01-01",
    "999999999999999999999", "-1", "0", "1e9", "NaN", "１２", "å" * 5000, "<b>", "{{ x }}", "19121212-1212",
    "svar", "utkast", "svar.nytt", "../..", "802999-0002", "\ud7ff", "en-till", "kr", "?" * 12,
)  # fmt: skip
KEYS = (
    "svar", "gor", "sedan", "vem", "till", ":till", "saker", "bas", "bas:svar", "namn", "form", "modell",
    "vetinte:svar", "gallerinte:svar", "vetinte:namn", "bas:namn", "deras:svar", "deras:namn", "fran",
    "slag", "vad", "orgnr", "bas:orgnr", "undertecknare", "underskrift", "bas:underskrift", "csrf", "fil", "x",
)  # fmt: skip
SEEDS, FORMS = range(6), 12


@pytest.mark.parametrize("seed", SEEDS)
def test_no_form_breaks_a_page(seed: int, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(seed)
    draft = place.example(LARGE)
    csrf = next(iter(place.doors._sessions.values())).csrf
    for page in unsafe_pages(place.site):
        if page.name in GENTLE or page.upload:
            continue
        for _ in range(FORMS):
            monkeypatch.setitem(
                PARTS, "path", rng.choice(("namn", "startdag", "ingar", "tidsform", "kassahallare"))
            )
            monkeypatch.setitem(
                PARTS, "lista", rng.choice(("parter", "insatser", "personal", "samarbetspartner"))
            )
            monkeypatch.setitem(PARTS, "rad", rng.choice(("ny", "abf", "kyrkan-pengar", "diakon", "rotary")))
            fields = [(rng.choice(KEYS), rng.choice(WORDS)) for _ in range(rng.randint(0, 12))]
            answer = place.visitor.post(url_of(page, draft), [*fields, ("csrf", csrf)])
            assert answer.status < 500, (page.name, fields, answer.said[:300])
            assert answer.heading, (page.name, fields)
    assert place.visitor.get(draft).status == 200
    assert place.draft(draft).model == "portalen"


@pytest.mark.parametrize("data", [b"", b"PK", b"<html>", b"\x00" * 5000, b"PK\x03\x04" + b"\xff" * 500])
def test_no_file_breaks_a_page(data: bytes, place: Place) -> None:
    draft = place.example(LARGE)
    csrf = next(iter(place.doors._sessions.values())).csrf
    for page in unsafe_pages(place.site):
        if page.upload:
            for name in ("fil", "x"):
                answer = place.visitor.upload(url_of(page, draft), {"csrf": csrf}, name, "a.docx", data)
                assert answer.status < 500, (page.name, answer.said[:300])
                assert answer.heading
