"""A party's sheet read back on the web: shown, chosen, kept; nothing silently, nothing from a file that is not ours."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from producing.sheets import filled, part_changed, sheet
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.planning.plan import plan
from web.browsing import Answer
from web.places import LARGE, Place, example

SIGNER, DAY = "parter.abf.undertecknare", "parter.abf.beslutsdag"
BEFORE, AFTER = "Ali Ström, ordförande", "Bo Ek, ordförande"


@pytest.fixture
def draft(place: Place) -> str:
    return place.example(LARGE)


def blank(key: str = "abf", **written: str) -> bytes:
    """A sheet of the large example with some texts written in it."""
    library, known = example(LARGE)
    return filled(sheet(plan(library, known.answers, known.day), key), **written)


def sent(place: Place, draft: str, data: bytes, name: str = "blad.docx") -> Answer:
    """What is shown after a file has been sent in."""
    where = f"{draft}/partsblad"
    csrf = dict(place.visitor.get(where).page.forms[-1].values)["csrf"]
    return place.visitor.upload(where, {"csrf": csrf}, "fil", name, data)


def test_what_is_new_is_shown_and_nothing_is_saved_before_it_is_confirmed(place: Place, draft: str) -> None:
    before = place.file(draft).read_bytes()
    answer = sent(place, draft, blank(beslutsdag="30 januari 2026", undertecknare=AFTER))
    assert (answer.status, answer.heading) == (200, "Partsblad för ABF")
    assert "Dagen för beslut: 30 januari 2026" in answer.said
    assert f"Behåll svaret i utkastet: {BEFORE}" in answer.said
    assert f"Byt till svaret på bladet: {AFTER}" in answer.said
    assert place.file(draft).read_bytes() == before
    assert list(place.file(draft).parent.glob("*.docx")) == []


def test_as_it_is_shown_the_new_answers_are_chosen_and_none_is_replaced(place: Place, draft: str) -> None:
    sent(place, draft, blank(beslutsdag="30 januari 2026", undertecknare=AFTER))
    said = place.visitor.submit().said
    assert "Ett svar är sparat i utkastet." in said
    assert place.answer(draft, DAY) == date(2026, 1, 30)
    assert place.answer(draft, SIGNER) == BEFORE


def test_each_answer_is_confirmed_or_not(place: Place, draft: str) -> None:
    sent(place, draft, blank(beslutsdag="30 januari 2026", undertecknare=AFTER))
    place.visitor.submit({f"ta:{DAY}": [], f"ta:{SIGNER}": "ja"})
    assert place.answer(draft, DAY) is None
    assert place.answer(draft, SIGNER) == AFTER


def test_nothing_chosen_changes_nothing_and_says_so(place: Place, draft: str) -> None:
    before = place.file(draft).read_bytes()
    sent(place, draft, blank(beslutsdag="30 januari 2026"))
    assert "Inget svar i utkastet är ändrat." in place.visitor.submit({f"ta:{DAY}": []}).said
    assert place.file(draft).read_bytes() == before


def test_a_sheet_as_it_was_sent_says_nothing_new(place: Place, draft: str) -> None:
    answer = sent(place, draft, blank())
    assert "Inget på bladet är nytt." in answer.said
    assert not any(form.has("rad") for form in answer.page.forms)


def test_what_cannot_be_used_is_told_beside_what_can(place: Place, draft: str) -> None:
    answer = sent(place, draft, blank(beslutsdag="nästa tisdag", undertecknare=AFTER))
    assert "Det här gick inte att använda" in answer.said
    assert "Dagen för beslut: " in answer.said
    place.visitor.submit({f"ta:{SIGNER}": "ja"})
    assert (place.answer(draft, SIGNER), place.answer(draft, DAY)) == (AFTER, None)


def test_an_answer_that_somebody_gave_meanwhile_is_not_overwritten(place: Place, draft: str) -> None:
    sent(place, draft, blank(undertecknare=AFTER))
    other = place.tab()
    other.get(f"{draft}/lista/parter/abf?alla=ja")
    other.submit({"undertecknare": "Cia Ask, kassör"}, ("gor", "svara"))
    answer = place.visitor.submit({f"ta:{SIGNER}": "ja"})
    assert answer.status == 409
    assert "Inget är sparat." in answer.said
    assert "Behåll svaret i utkastet: Cia Ask, kassör" in answer.said
    assert "Svaret i utkastet har ändrats sedan bladet skickades." in answer.said
    assert place.answer(draft, SIGNER) == "Cia Ask, kassör"
    place.visitor.submit()
    assert place.answer(draft, SIGNER) == AFTER


def test_a_sheet_of_an_agreement_of_another_name_is_told_and_nothing_is_chosen_for_it(place: Place) -> None:
    draft = place.example(LARGE, namn="Något annat")
    answer = sent(place, draft, blank(beslutsdag="30 januari 2026"))
    assert "Bladet gjordes för ”Samverkansavtal om Portalen 2.0 (påhittat exempel)”." in answer.said
    place.visitor.submit()
    assert place.answer(draft, DAY) is None


def test_the_form_reaches_no_other_answers_whatever_it_carries(place: Place, draft: str) -> None:
    before = place.file(draft).read_bytes()
    for path in ("namn", "andamal", "parter.kyrkan.undertecknare", "parter.+", "parter.nix.namn", "../x", ""):
        sent(place, draft, blank(undertecknare=AFTER))
        form = place.visitor.last.page.forms[-1]  # type: ignore[union-attr]
        values = [(name.replace(SIGNER, path), value) for name, value in form.values if name[:3] != "ta:"]
        answer = place.visitor.post(form.action, [*values, (f"ta:{path}", "ja")])
        assert answer.status == 400, path
        assert place.file(draft).read_bytes() == before


@pytest.mark.parametrize(("key", "value"), [("rad", "nix"), ("papper", "tidplan"), ("papper", "../x")])
def test_a_form_of_no_sheet_gets_one_sentence(place: Place, draft: str, key: str, value: str) -> None:
    sent(place, draft, blank(undertecknare=AFTER))
    answer = place.visitor.submit({key: value, f"ta:{SIGNER}": "ja"})
    assert answer.status == 400
    assert place.answer(draft, SIGNER) == BEFORE


def test_a_text_that_was_changed_on_the_way_is_read_as_a_typed_answer_is(place: Place, draft: str) -> None:
    sent(place, draft, blank(beslutsdag="30 januari 2026"))
    answer = place.visitor.submit({f"text:{DAY}": "nästa tisdag"})
    assert answer.status == 400
    assert place.answer(draft, DAY) is None


def test_text_on_the_sheet_is_text_on_the_page(place: Place, draft: str) -> None:
    answer = sent(place, draft, blank(undertecknare="&lt;b&gt;Bo&lt;/b&gt; &quot;x"))
    assert "<b>Bo" not in answer.html
    assert "&lt;b&gt;Bo" in answer.html


def zipped(**parts: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            pack.writestr(name, data)
    return made.getvalue()


WRONG = {
    "nothing": (b"", "Välj en Word-fil"),
    "text": (b"hej", "inte en Word-fil"),
    "half": (blank()[:4000], "inte en Word-fil"),
    "macros": (zipped(**{"[Content_Types].xml": b"", "word/vbaProject.bin": b"x"}), "makron"),
    "bomb": (
        zipped(**{"[Content_Types].xml": b"", "word/document.xml": b"0" * 15_000_000}),
        "packad hårdare",
    ),
    "large": (b"PK" + b"x" * 20_000_000, "för stor"),
    "entity": (
        part_changed(
            blank(),
            "word/document.xml",
            lambda text: text.replace("?>", '?><!DOCTYPE a [<!ENTITY b "c">]>', 1),
        ),
        "",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_file_that_is_no_sheet_gets_one_sentence_and_changes_nothing(
    place: Place, draft: str, kind: str
) -> None:
    before = place.file(draft).read_bytes()
    data, say = WRONG[kind]
    answer = sent(place, draft, data)
    assert answer.status == 400
    assert answer.heading == "Läs in ett partsblad"
    assert say in answer.said
    assert place.file(draft).read_bytes() == before


def test_a_file_beyond_every_limit_gets_a_page(place: Place, draft: str) -> None:
    answer = sent(place, draft, b"x" * (22 * 1024 * 1024))
    assert (answer.status, answer.heading) == (413, "Det ni skickade är för stort")
    assert (draft, "Till utkastet") in answer.page.links


def test_rows_of_one_party_are_told_apart(place: Place) -> None:
    rows = ("kyrkan-pengar", "kyrkan-diakon")
    draft = place.example(LARGE, instead={f"insatser.{row}.varde_per_ar": NotKnown("Kyrkan") for row in rows})
    answers = place.draft(draft).answers
    library, known = example(LARGE)
    data = filled(sheet(plan(library, answers, known.day), "kyrkan"), varde_per_ar="130 000 kr")
    answer = sent(place, draft, data)
    assert "(bidrag till verksamheten): 130 000 kr" in answer.said
    assert "(diakon på 20 procent): 130 000 kr" in answer.said
    place.visitor.submit()
    assert place.answer(draft, "insatser.kyrkan-diakon.varde_per_ar") == Decimal(130_000)


def test_an_answer_that_does_not_go_with_one_given_meanwhile_is_not_saved(place: Place) -> None:
    library, known = example(LARGE)
    asked = {"startdag": NotKnown("Hyresbostäder"), "slutdag": NotKnown("Hyresbostäder")}
    draft = place.example(LARGE, instead=asked)
    paper = sheet(plan(library, place.draft(draft).answers, known.day), "hyresbostader")
    sent(place, draft, filled(paper, startdag="2040-01-01", slutdag="2041-01-01"))
    other = place.tab()
    other.get(f"{draft}/fraga/slutdag")
    other.submit({"svar": "2028-12-31"}, ("gor", "svara"))
    answer = place.visitor.submit()
    assert answer.status == 400
    assert "Slutdagen måste ligga efter startdagen." in answer.said
    assert place.answer(draft, "slutdag") == date(2028, 12, 31)
    assert place.answer(draft, "startdag") == NotKnown("Hyresbostäder")


def test_the_files_page_and_a_sheet_sent_to_the_wrong_place_lead_here(place: Place, draft: str) -> None:
    page = place.visitor.get(f"{draft}/filer").page
    assert (f"{draft}/partsblad", "Läs in partsbladet") in page.links
