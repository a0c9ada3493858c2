"""A list: too few rows, copy, move, remove when one is sure, and "vet inte än vilka fler"."""

import pytest

from samverkansavtal.planning.answers import NotKnown
from web.browsing import Answer
from web.places import LARGE, SMALL, Place, example


@pytest.fixture
def draft(place: Place) -> str:
    return place.example(LARGE)


def rows(place: Place, draft: str, name: str = "parter") -> tuple[str, ...]:
    return place.draft(draft).answers.keys(name)


def do(place: Place, draft: str, doing: str, name: str = "parter", **more: str) -> Answer:
    """Press a button of the list's page, whichever form it is in."""
    shown = place.visitor.get(f"{draft}/lista/{name}")
    form = next(form for form in shown.page.forms if doing in form.options("gor"))
    values = [(key, value) for key, value in form.values if key not in more]
    return place.visitor.post(f"{draft}/lista/{name}", [*values, *more.items(), ("gor", doing)])


def test_rows_are_moved_as_far_as_there_is_room(place: Place, draft: str) -> None:
    before = rows(place, draft)
    do(place, draft, f"ned:{before[0]}")
    assert rows(place, draft) == (before[1], before[0], *before[2:])
    do(place, draft, f"upp:{before[0]}")
    assert rows(place, draft) == before


def test_the_first_row_cannot_be_moved_up_even_if_somebody_tries(place: Place, draft: str) -> None:
    before, shown = rows(place, draft), place.visitor.get(f"{draft}/lista/parter")
    values = shown.page.forms[-1].values
    place.visitor.post(f"{draft}/lista/parter", [*values, ("gor", f"upp:{before[0]}")])
    place.visitor.post(f"{draft}/lista/parter", [*values, ("gor", f"ned:{before[-1]}")])
    assert rows(place, draft) == before


def test_a_row_is_copied_with_its_answers_after_itself(place: Place, draft: str) -> None:
    before = rows(place, draft)
    do(place, draft, f"kopiera:{before[0]}")
    after = rows(place, draft)
    assert (after[0], *after[2:]) == before
    answers = place.draft(draft).answers
    assert [v for _, v in answers.row("parter", after[1])] == [v for _, v in answers.row("parter", before[0])]


def test_a_row_is_removed_only_when_one_is_sure_and_told_what_that_means(place: Place, draft: str) -> None:
    before = rows(place, draft)
    sure = do(place, draft, f"ta-bort:{before[0]}")
    assert rows(place, draft) == before
    assert "Svaren på raden försvinner" in sure.said
    assert "ställs igen" in sure.said
    place.visitor.submit({}, ("gor", f"ta-bort:{before[0]}"))
    assert rows(place, draft) == before[1:]


@pytest.mark.parametrize("doing", ["kopiera", "upp", "ned", "ta-bort"])
@pytest.mark.parametrize("key", ["", "zzz", "<b>", "parter"])
def test_a_row_that_is_not_there_is_told(doing: str, key: str, place: Place, draft: str) -> None:
    before = place.file(draft).read_bytes()
    values = place.visitor.get(f"{draft}/lista/parter").page.forms[-1].values
    answer = place.visitor.post(f"{draft}/lista/parter", [*values, ("gor", f"{doing}:{key}")])
    assert answer.status == 404
    assert "Raden finns inte längre" in answer.said
    assert place.file(draft).read_bytes() == before


def test_a_list_with_too_few_rows_cannot_be_closed(place: Place) -> None:
    answers = example(SMALL)[1].answers.remove_row("parter", "bolaget").reopen("parter")
    draft = place.keep(answers)
    shown = place.visitor.get(f"{draft}/lista/parter")
    assert "Det behöver bli minst 2" in shown.said
    assert "klar" not in shown.page.forms[-1].options("gor")
    values = shown.page.forms[-1].values
    answer = place.visitor.post(f"{draft}/lista/parter", [*values, ("gor", "klar")])
    assert answer.status == 400
    assert "parter" not in place.draft(draft).answers.closed


def test_nobody_knowing_which_more_there_will_be_is_an_answer(place: Place, draft: str) -> None:
    answer = do(place, draft, "vet-inte", vem="projektledaren")
    assert answer.status == 200
    assert place.answer(draft, "parter.+") == NotKnown("projektledaren")
    assert "projektledaren vet" in place.visitor.get(f"{draft}/lista/parter").said
    do(place, draft, "klar")
    assert place.answer(draft, "parter.+") is None
    assert "parter" in place.draft(draft).answers.closed


def test_a_new_row_opens_a_list_that_was_closed(place: Place, draft: str) -> None:
    assert "samarbetspartner" in place.draft(draft).answers.closed
    do(place, draft, "fler", "samarbetspartner")
    assert place.visitor.last is not None
    assert place.visitor.last.path == f"{draft}/lista/samarbetspartner/ny"


def test_a_button_that_is_not_there_is_no_answer(place: Place, draft: str) -> None:
    values = place.visitor.get(f"{draft}/lista/parter").page.forms[-1].values
    for doing in ("", "svara", "hoppa", "klar:"):
        answer = place.visitor.post(f"{draft}/lista/parter", [*values, ("gor", doing)])
        assert answer.status in (200, 400)
    assert len(rows(place, draft)) == 5


def test_the_list_leads_back_to_the_review_it_was_opened_from(place: Place, draft: str) -> None:
    place.visitor.get(f"{draft}/lista/samarbetspartner?till=svar")
    assert place.visitor.submit({}, ("gor", "klar")).path == f"{draft}/svar"
