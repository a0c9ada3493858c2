"""Two windows on one draft: nothing is overwritten, and what does not collide is merged without a word."""

from datetime import date

import pytest

from samverkansavtal.planning.answers import NotKnown
from web.browsing import Form, Visitor
from web.places import LARGE, Place

GO = ("gor", "svara")


@pytest.fixture
def draft(place: Place) -> str:
    return place.example(LARGE)


def two(place: Place, url: str) -> tuple[Visitor, Visitor]:
    """Return two windows that show the same page."""
    windows = place.tab(), place.tab()
    for window in windows:
        window.get(url)
    return windows


def test_the_same_question_answered_twice_shows_both_answers(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/fraga/namn")
    theirs.submit({"svar": "Deras namn"}, GO)
    answer = ours.submit({"svar": "Vårt namn"}, GO)
    assert answer.status == 409
    assert "Deras namn" in answer.said
    assert answer.page.forms[-1].options("svar") == ["Vårt namn"]
    assert place.answer(draft, "namn") == "Deras namn"


def test_ours_can_be_chosen_once_theirs_has_been_seen(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/fraga/namn")
    theirs.submit({"svar": "Deras namn"}, GO)
    ours.submit({"svar": "Vårt namn"}, GO)
    assert ours.submit({}, GO).status == 200
    assert place.answer(draft, "namn") == "Vårt namn"


def test_theirs_can_be_kept(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/fraga/namn")
    theirs.submit({"svar": "Deras namn"}, GO)
    answer = ours.submit({"svar": "Vårt namn"}, GO)
    keep = next(href for href, text in answer.page.links if text == "Behåll det som står nu")
    assert ours.get(keep).status == 200
    assert place.answer(draft, "namn") == "Deras namn"


def test_not_knowing_is_an_answer_that_can_be_chosen_too(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/fraga/namn")
    theirs.submit({"svar": "Deras namn"}, GO)
    answer = ours.submit({"vem": "Sara"}, ("gor", "vet-inte"))
    assert answer.status == 409
    assert "Byt till vårt svar: Vet inte än" in answer.said
    assert ours.submit({}, ("gor", "vet-inte")).status == 200
    assert place.answer(draft, "namn") == NotKnown("Sara")


def test_a_third_answer_while_one_is_choosing_is_shown_too(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/fraga/namn")
    theirs.submit({"svar": "Deras namn"}, GO)
    ours.submit({"svar": "Vårt namn"}, GO)
    theirs.get(f"{draft}/fraga/namn")
    theirs.submit({"svar": "Deras andra"}, GO)
    answer = ours.submit({}, GO)
    assert answer.status == 409
    assert "Deras andra" in answer.said


def test_the_same_answer_twice_is_no_conflict(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/fraga/namn")
    theirs.submit({"svar": "Samma"}, GO)
    assert ours.submit({"svar": "Samma"}, GO).status == 200


def test_different_questions_are_merged_without_a_word(place: Place, draft: str) -> None:
    ours, theirs = place.tab(), place.tab()
    ours.get(f"{draft}/fraga/namn")
    theirs.get(f"{draft}/fraga/startdag")
    assert theirs.submit({"svar": "2027-03-01"}, GO).status == 200
    assert ours.submit({"svar": "Nytt namn"}, GO).status == 200
    assert place.answer(draft, "namn") == "Nytt namn"
    assert place.answer(draft, "startdag") == date(2027, 3, 1)


def test_different_fields_of_one_row_are_merged_without_a_word(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/lista/parter/abf")
    theirs.submit({"undertecknare": "Deras Person"}, GO)
    assert ours.submit({"namn": "Vårt ABF"}, GO).status == 200
    assert place.answer(draft, "parter.abf.namn") == "Vårt ABF"
    assert place.answer(draft, "parter.abf.undertecknare") == "Deras Person"


def test_a_field_that_both_changed_collides_alone(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/lista/parter/abf")
    theirs.submit({"undertecknare": "Deras Person"}, GO)
    answer = ours.submit({"namn": "Vårt ABF", "undertecknare": "Vår Person"}, GO)
    assert answer.status == 409
    assert "Deras Person" in answer.said
    assert answer.page.forms[-1].options("undertecknare") == ["Vår Person"]
    ours.submit({"deras:undertecknare": "ja"}, GO)
    assert place.answer(draft, "parter.abf.namn") == "Vårt ABF"
    assert place.answer(draft, "parter.abf.undertecknare") == "Deras Person"


def test_ours_can_be_chosen_in_a_row(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/lista/parter/abf")
    theirs.submit({"namn": "Deras ABF"}, GO)
    answer = ours.submit({"namn": "Vårt ABF"}, GO)
    assert answer.status == 409
    assert "Deras ABF" in answer.said
    assert ours.submit({}, GO).status == 200
    assert place.answer(draft, "parter.abf.namn") == "Vårt ABF"


def test_different_usual_answers_are_merged_and_the_same_one_collides(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/det-vanliga")
    form = theirs.last.page.forms[-1]  # type: ignore[union-attr]
    one, other = list(dict.fromkeys(c.name for c in form.controls if c.kind == "radio"))[:2]
    theirs.submit({one: another(form, one)}, GO)
    assert ours.submit({other: another(form, other)}, GO).status == 200
    assert plain(place, draft, one) == another(form, one)
    assert plain(place, draft, other) == another(form, other)
    ours, theirs = two(place, f"{draft}/det-vanliga")
    theirs.submit({one: usual(form, one)}, GO)
    answer = ours.submit({one: form.options(one)[-1]}, GO)
    assert answer.status == (200 if form.options(one)[-1] == another(form, one) else 409)


def usual(form: Form, name: str) -> str:
    return next(one.value for one in form.controls if one.name == name and one.checked)


def another(form: Form, name: str) -> str:
    return next(value for value in form.options(name) if value != usual(form, name))


def plain(place: Place, draft: str, path: str) -> object:
    value = place.answer(draft, path)
    return ("nej", "ja")[value] if isinstance(value, bool) else value


def test_a_row_that_was_removed_meanwhile_is_told_and_what_was_typed_is_shown(
    place: Place, draft: str
) -> None:
    ours, theirs = two(place, f"{draft}/lista/parter/abf")
    theirs.get(f"{draft}/lista/parter")
    values = theirs.last.page.forms[-1].values  # type: ignore[union-attr]
    theirs.post(f"{draft}/lista/parter", [*values, ("saker", "ja"), ("gor", "ta-bort:abf")])
    answer = ours.submit({"namn": "Vårt ABF"}, GO)
    assert answer.status == 404
    assert "Någon annan kan ha tagit bort den" in answer.said
    assert "Vårt ABF" in answer.said


def test_a_question_that_no_longer_applies_gives_back_what_was_typed(place: Place, draft: str) -> None:
    ours, theirs = place.tab(), place.tab()
    ours.get(f"{draft}/fraga/slutdag")
    ways = theirs.get(f"{draft}/fraga/tidsform").page.forms[-1].options("svar")
    theirs.submit({"svar": next(way for way in ways if way != "till_datum")}, GO)
    answer = ours.submit({"svar": "2030-05-17"}, GO)
    assert answer.status == 404
    assert "2030-05-17" in answer.said


def test_a_list_that_changed_while_it_was_read_is_not_closed(place: Place, draft: str) -> None:
    ours, theirs = two(place, f"{draft}/lista/samarbetspartner")
    theirs.get(f"{draft}/lista/samarbetspartner/ny")
    theirs.submit({"namn": "Lions"}, ("sedan", "spara"))
    answer = ours.submit({}, ("gor", "klar"))
    assert answer.status == 409
    assert "Någon annan har ändrat listan" in answer.said
    assert "Lions" in answer.said


def test_two_new_rows_are_two_rows(place: Place, draft: str) -> None:
    before = len(place.draft(draft).answers.keys("samarbetspartner"))
    ours, theirs = two(place, f"{draft}/lista/samarbetspartner/ny")
    theirs.submit({"namn": "Lions"}, ("sedan", "spara"))
    ours.submit({"namn": "Zonta"}, ("sedan", "spara"))
    assert len(place.draft(draft).answers.keys("samarbetspartner")) == before + 2
