"""One question a page: what was typed is never lost, and what does not go together is told."""

from datetime import date

import pytest

from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import NotKnown
from web.places import LARGE, Place

ANSWER, SAVE = ("gor", "svara"), ("sedan", "spara")


def test_an_answer_that_cannot_be_read_is_shown_again_as_it_was_typed(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/startdag")
    answer = place.visitor.submit({"svar": "nästa vår <snart>"}, ANSWER)
    assert answer.status == 400
    assert "<title>Fel: " in answer.html
    assert answer.page.forms[-1].options("svar") == ["nästa vår <snart>"]
    assert place.answer(draft, "startdag") == date(2027, 1, 1)


@pytest.mark.parametrize("path", ["namn", "startdag", "storlek", "malgrupp", "direkt_nytta"])
def test_an_empty_answer_is_asked_for_again(path: str, place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/{path}")
    answer = place.visitor.submit({"svar": []}, ANSWER)
    assert answer.status == 400
    assert "Vet inte än" in answer.said or "minst ett" in answer.said


def test_the_very_first_question_offers_nothing_that_is_not_on_its_page(place: Place) -> None:
    place.visitor.get("/borja/samverkan")
    answer = place.visitor.submit({"svar": ""}, ANSWER)
    assert answer.status == 400
    assert "Skriv ett svar. Ni kan ändra det när ni vill." in answer.said
    assert "Vet inte än" not in answer.said


@pytest.mark.parametrize("value", ["finns inte", "<b>", "ja"])
def test_an_option_that_is_not_there_is_refused(value: str, place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/storlek")
    assert place.visitor.submit({"svar": value}, ANSWER).status == 400
    assert place.answer(draft, "storlek") == "liten"


def test_two_options_where_one_is_asked_for_are_refused(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/storlek")
    assert place.visitor.submit({"svar": ["liten", "storre"]}, ANSWER).status == 400


def test_none_of_these_and_one_of_these_do_not_go_together(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/ingar")
    options = place.visitor.last.page.forms[-1].options("svar")  # type: ignore[union-attr]
    answer = place.visitor.submit({"svar": [options[0], ":inget"]}, ANSWER)
    assert answer.status == 400
    assert "Ta bort det ena" in answer.said


def test_dates_that_go_backwards_are_told_with_the_other_date_to_change(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/slutdag")
    answer = place.visitor.submit({"svar": "2026-12-01"}, ANSWER)
    assert answer.status == 400
    assert "Slutdagen måste ligga efter startdagen" in answer.said
    assert answer.page.forms[-1].options("svar") == ["2026-12-01"]
    assert any(href.endswith("/fraga/startdag") for href, _ in answer.page.links)
    assert place.answer(draft, "slutdag") == date(2028, 12, 31)


def test_an_answer_that_makes_another_one_wrong_leads_there_also_from_the_review(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/startdag?till=svar")
    answer = place.visitor.submit({"svar": "2029-06-01"}, ANSWER)
    assert answer.path == f"{draft}/fraga/slutdag"
    assert "Slutdagen måste ligga efter startdagen" in answer.said
    assert any(href.endswith("/fraga/startdag") for href, _ in answer.page.links)
    answer = place.visitor.submit({"svar": "2030-12-31"}, ANSWER)
    assert answer.path == f"{draft}/svar"


def test_an_answer_that_opens_questions_in_a_part_that_was_done_says_so(place: Place) -> None:
    draft = place.example(LARGE, without=("mal",))
    answer = place.visitor.get(f"{draft}/nasta?efter=startdag")
    assert answer.path == f"{draft}/fraga/mal"
    assert "Svaret öppnade en fråga i" in answer.said


def test_not_known_is_kept_with_who_knows_and_shown_again(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/startdag")
    place.visitor.submit({"vem": "Sara på uthyrningen"}, ("gor", "vet-inte"))
    assert place.answer(draft, "startdag") == NotKnown("Sara på uthyrningen")
    shown = place.visitor.get(f"{draft}/fraga/startdag")
    assert shown.page.forms[-1].options("vem") == ["Sara på uthyrningen"]
    place.visitor.submit({}, ("gor", "vet-inte"))
    assert place.answer(draft, "startdag") == NotKnown("Sara på uthyrningen")


def test_a_name_of_who_knows_that_cannot_be_kept_is_told(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/startdag")
    answer = place.visitor.submit({"vem": "Sara 19121212-1212"}, ("gor", "vet-inte"))
    assert answer.status == 400
    assert place.answer(draft, "startdag") == date(2027, 1, 1)


def test_not_for_us_is_an_answer_only_where_it_is_one(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/andra_avtal_galler")
    place.visitor.submit({}, ("gor", "galler-inte"))
    assert place.answer(draft, "andra_avtal_galler") is EMPTY
    place.visitor.get(f"{draft}/fraga/startdag")
    form = place.visitor.last.page.forms[-1]  # type: ignore[union-attr]
    answer = place.visitor.post(f"{draft}/fraga/startdag", [*form.values, ("gor", "galler-inte")])
    assert place.answer(draft, "startdag") == date(2027, 1, 1)
    assert answer.status == 200


def test_saving_and_leaving_keeps_what_was_typed_and_leaves_when_nothing_was(place: Place) -> None:
    draft = place.example(without=("forandring",))
    place.visitor.get(f"{draft}/fraga/forandring")
    assert place.visitor.submit({}, SAVE).path == draft
    assert place.answer(draft, "forandring") is None
    place.visitor.get(f"{draft}/fraga/forandring")
    assert place.visitor.submit({"svar": "fler möts."}, SAVE).path == draft
    assert place.answer(draft, "forandring") == "fler möts."


def test_the_way_back_leads_to_the_question_before(place: Place) -> None:
    draft = place.example()
    back = next(h for h, t in place.visitor.get(f"{draft}/fraga/omrade").page.links if t == "Tillbaka")
    assert back == f"{draft}/fraga/forandring"
    first = next(h for h, t in place.visitor.get(f"{draft}/fraga/namn").page.links if t == "Tillbaka")
    assert first == draft


@pytest.mark.parametrize(
    "path",
    ["finns_inte", "parter", "parter.+", "parter.r1.namn", "parter.zzz.namn", "a.b.c.d", "%2e", "%00", "x.+"],
)
def test_a_question_that_is_not_there_is_a_page_that_is_not_there(path: str, place: Place) -> None:
    draft = place.example()
    assert place.visitor.get(f"{draft}/fraga/{path}").status == 404
    assert place.visitor.get(f"{draft}/lista/parter/{path}").status == 404


@pytest.mark.parametrize("last", ["zzz", "parter.zzz.namn", "parter.+", "a.b.c.d", "", "%ff", "<script>"])
def test_any_word_about_what_came_before_is_harmless(last: str, place: Place) -> None:
    draft = place.example()
    for url in (
        "fraga/namn",
        "lista/parter",
        "lista/parter/bolaget",
        "nasta",
        "resultat",
        "svar",
        "det-vanliga",
    ):
        answer = place.visitor.get(f"{draft}/{url}?efter={last}&till={last}&part={last}&alla={last}")
        assert answer.status in (200, 404)
        assert "<script>" not in answer.html
