"""One row, one form: both answer and tick, emptied fields, who knows, newly opened questions."""

import pytest

from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import NotKnown
from web.browsing import Answer
from web.places import SMALL, Place, example

GO, SAVE = ("gor", "svara"), ("sedan", "spara")
BOTH = "Ni har både svarat och kryssat"


@pytest.fixture
def draft(place: Place) -> str:
    return place.example()


def row(place: Place, draft: str, key: str = "lindens-vanner", list_: str = "parter") -> Answer:
    return place.visitor.get(f"{draft}/lista/{list_}/{key}?alla=ja")


def keys(place: Place, draft: str, list_: str = "parter") -> tuple[str, ...]:
    return place.draft(draft).answers.keys(list_)


def test_the_example_has_the_rows_these_tests_speak_of() -> None:
    assert example(SMALL)[1].answers.keys("parter") == ("lindens-vanner", "bolaget")


def test_a_new_row_needs_its_questions_answered_and_keeps_what_was_typed(place: Place, draft: str) -> None:
    row(place, draft, "ny")
    answer = place.visitor.submit({"namn": "Kyrkan & co <b>"}, GO)
    assert answer.status == 400
    assert "Välj ett alternativ" in answer.said
    assert answer.page.forms[-1].options("namn") == ["Kyrkan & co <b>"]
    assert keys(place, draft) == ("lindens-vanner", "bolaget")
    place.visitor.submit({"form": "trossamfund"}, GO)
    assert len(keys(place, draft)) == 3


def test_an_answer_and_a_new_tick_are_not_silently_one_of_them(place: Place, draft: str) -> None:
    row(place, draft, "ny")
    answer = place.visitor.submit({"namn": "Kyrkan", "vetinte:namn": "ja", "form": "trossamfund"}, GO)
    assert answer.status == 400
    assert BOTH in answer.said
    assert answer.page.forms[-1].options("namn") == ["Kyrkan"]


def test_a_picked_option_and_a_new_tick_can_become_either(place: Place, draft: str) -> None:
    for choice in ({}, {"form": "trossamfund", "vetinte:form": []}):
        row(place, draft, "ny")
        answer = place.visitor.submit({"namn": "Ny", "form": "trossamfund", "vetinte:form": "ja"}, GO)
        assert BOTH in answer.said
        place.visitor.submit(choice, GO)
        newest = keys(place, draft)[-1]
        expected = "trossamfund" if choice else NotKnown("")
        assert place.answer(draft, f"parter.{newest}.form") == expected


def test_a_tick_beside_the_answer_it_replaces_counts(place: Place, draft: str) -> None:
    row(place, draft)
    place.visitor.submit({"vetinte:form": "ja", "vem": "Sara"}, GO)
    assert place.answer(draft, "parter.lindens-vanner.form") == NotKnown("Sara")


def test_an_answer_beside_the_tick_it_replaces_counts(place: Place) -> None:
    draft = place.example(
        instead={"parter.lindens-vanner.orgnr": NotKnown("Sara"), "parter.bolaget.dnr": EMPTY}
    )
    row(place, draft)
    place.visitor.submit({"orgnr": "802999-2008"}, GO)
    assert place.answer(draft, "parter.lindens-vanner.orgnr") == "802999-2008"
    row(place, draft, "bolaget")
    place.visitor.submit({"dnr": "KS 2026/1"}, GO)
    assert place.answer(draft, "parter.bolaget.dnr") == "KS 2026/1"


def test_who_knows_is_remembered_when_something_else_in_the_row_changes(place: Place) -> None:
    draft = place.example(instead={"parter.lindens-vanner.orgnr": NotKnown("Sara på juridik")})
    row(place, draft)
    place.visitor.submit({"namn": "Ett annat namn"}, GO)
    assert place.answer(draft, "parter.lindens-vanner.namn") == "Ett annat namn"
    assert place.answer(draft, "parter.lindens-vanner.orgnr") == NotKnown("Sara på juridik")


def test_what_may_wait_can_be_emptied_again(place: Place, draft: str) -> None:
    assert place.answer(draft, "parter.lindens-vanner.undertecknare") is not None
    row(place, draft)
    place.visitor.submit({"undertecknare": ""}, GO)
    assert place.answer(draft, "parter.lindens-vanner.undertecknare") is None


def test_what_may_wait_may_be_left_empty(place: Place) -> None:
    draft = place.example(without=("parter.lindens-vanner.undertecknare", "parter.lindens-vanner.orgnr"))
    row(place, draft)
    assert place.visitor.submit({}, GO).status == 200
    assert place.answer(draft, "parter.lindens-vanner.orgnr") is None


def test_a_check_in_a_row_is_told_beside_its_field(place: Place, draft: str) -> None:
    row(place, draft, "bolaget")
    answer = place.visitor.submit({"orgnr": "802999-2008"}, GO)
    assert answer.status == 400
    assert "Ett aktiebolags nummer börjar med 5" in answer.said
    assert answer.page.forms[-1].options("orgnr") == ["802999-2008"]
    assert place.answer(draft, "parter.bolaget.orgnr") != "802999-2008"


def test_a_number_that_is_no_number_is_told(place: Place, draft: str) -> None:
    row(place, draft)
    answer = place.visitor.submit({"orgnr": "123"}, GO)
    assert answer.status == 400
    assert answer.page.forms[-1].options("orgnr") == ["123"]


def test_a_row_that_no_longer_goes_together_says_why_when_it_is_opened(place: Place) -> None:
    draft = place.example(instead={"parter.bolaget.form": "ideell_forening"})
    shown = row(place, draft, "bolaget")
    assert shown.status == 200
    assert "En förenings eller stiftelses nummer börjar med 8" in shown.said
    assert place.visitor.get(f"{draft}/nasta").path == f"{draft}/lista/parter/bolaget"


def test_questions_that_an_answer_opens_in_the_row_are_asked_on_it(place: Place, draft: str) -> None:
    row(place, draft, "ny")
    answer = place.visitor.submit({"namn": "Kommunen", "form": "kommun"}, GO)
    newest = keys(place, draft)[-1]
    assert answer.path == f"{draft}/lista/parter/{newest}"
    assert "Svaret öppnade fler frågor om raden" in answer.said
    assert answer.page.forms[-1].has("genom")


def test_an_option_that_is_not_there_is_refused(place: Place, draft: str) -> None:
    row(
        place,
        draft,
        "g1" if "g1" in keys(place, draft, "insatser") else keys(place, draft, "insatser")[0],
        "insatser",
    )
    answer = place.visitor.submit({"fran": "p99"}, GO)
    assert answer.status == 400
    assert "Välj bland alternativen" in answer.said


def test_saving_and_leaving_keeps_the_fields_that_were_answered(place: Place, draft: str) -> None:
    row(place, draft, "ny")
    assert place.visitor.submit({"namn": "Kyrkan"}, SAVE).path == draft
    newest = keys(place, draft)[-1]
    assert place.answer(draft, f"parter.{newest}.namn") == "Kyrkan"
    row(place, draft, "ny")
    assert place.visitor.submit({}, SAVE).path == draft
    assert keys(place, draft)[-1] == newest


def test_another_row_can_be_begun_at_once(place: Place, draft: str) -> None:
    row(place, draft, "ny")
    place.visitor.get(f"{draft}/lista/parter/ny")
    answer = place.visitor.submit({"namn": "Kyrkan", "form": "bostadsbolag"}, ("sedan", "en-till"))
    assert answer.path.startswith(f"{draft}/lista/parter/")
    assert len(keys(place, draft)) == 3
