"""The result comes when its part is answered and again when it changes; changes lead back to the answers."""

from pathlib import Path

import pytest

from samverkansavtal.asking.keeping import DraftKeeper
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.asking.session import Session
from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.sessions import Here
from samverkansavtal.storing.answer_file import read_draft, read_raw
from samverkansavtal.storing.drafts import OpenDraft
from samverkansavtal.web.visit import OPENED
from web.all_pages import safe_pages, url_of
from web.browsing import Visitor
from web.places import LARGE, SMALL, Place, example

GO = ("gor", "svara")


def options(visitor: Visitor, name: str = "svar") -> list[str]:
    assert visitor.last is not None
    return visitor.last.page.forms[-1].options(name)


def change(place: Place, draft: str, path: str, value: str, till: str = "svar") -> str:
    """Change an answer from the review; return where that leads."""
    place.visitor.get(f"{draft}/fraga/{path}?till={till}")
    return place.visitor.submit({"svar": value}, GO).path.removeprefix(draft)


def test_the_result_comes_when_its_part_has_been_answered(place: Place) -> None:
    draft = place.example(without=("direkt_nytta",))
    assert "när frågorna om köp och samverkan är besvarade" in place.visitor.get(f"{draft}/resultat").said
    place.visitor.get(f"{draft}/fraga/direkt_nytta")
    answer = place.visitor.submit({"svar": options(place.visitor)[0]}, GO)
    assert answer.path == f"{draft}/resultat"
    assert "Talar för samverkan" in answer.said


def test_it_comes_again_when_an_answer_in_its_part_changes_and_only_then(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/direkt_nytta")
    now, other = str(place.answer(draft, "direkt_nytta")), options(place.visitor)
    where = change(place, draft, "direkt_nytta", next(o for o in other if o != now))
    while where.startswith("/fraga/"):  # what the change has opened comes first
        value = options(place.visitor)[0]
        where = place.visitor.submit({"svar": value}, GO).path.removeprefix(draft)
    assert where == "/resultat"
    assert change(place, draft, "namn", "Ett nytt namn") == "/svar"
    again = str(place.answer(draft, "direkt_nytta"))
    assert change(place, draft, "direkt_nytta", again) == "/svar"


def test_a_change_from_the_review_leads_back_to_its_part(place: Place) -> None:
    draft = place.example()
    review = place.visitor.get(f"{draft}/svar")
    way = next(href for href, text in review.page.links if text.strip() == "Ändra Område och plats")
    place.visitor.get(way)
    answer = place.visitor.submit({"svar": "hela staden"}, GO)
    assert answer.path == f"{draft}/svar"
    assert answer.url.endswith("#2-vad-ni-vill")


def test_what_a_change_opens_is_asked_before_the_review_is_shown_again(place: Place) -> None:
    draft = place.example(without=("slutdag",))
    place.visitor.get(f"{draft}/fraga/tidsform")
    other = next(o for o in options(place.visitor) if o != "till_datum")
    draft = place.example(without=("slutdag",), tidsform=other)
    where = change(place, draft, "tidsform", "till_datum")
    assert where == "/fraga/slutdag"
    assert place.visitor.submit({"svar": "2029-12-31"}, GO).path == f"{draft}/svar"


def test_several_opened_questions_are_all_asked_before_the_review(place: Place) -> None:
    draft = place.example(LARGE, without=("uppgifter_ansvarig", "barnansvarig", "barnledare"))
    place.visitor.get(f"{draft}/fraga/barnansvarig?till=svar{OPENED}")
    place.visitor.submit({"svar": "kyrkan"}, GO)
    seen = [place.visitor.last.path]  # type: ignore[union-attr]
    while "/fraga/" in seen[-1] and len(seen) < 9:
        first = options(place.visitor)[0]
        seen.append(place.visitor.submit({"svar": first}, GO).path)
    assert len(seen) >= 3
    assert seen[-1] == f"{draft}/svar"


def test_an_answer_to_a_part_that_is_not_done_goes_on_in_order(place: Place) -> None:
    draft = place.example(LARGE, without=("omrade", "mal"))
    place.visitor.get(f"{draft}/fraga/omrade")
    assert place.visitor.submit({"svar": "Hageby"}, GO).path == f"{draft}/fraga/mal"


def test_the_usual_keeps_only_what_differs(place: Place) -> None:
    draft = place.example()
    before = dict(place.draft(draft).answers.values)
    place.visitor.get(f"{draft}/det-vanliga")
    place.visitor.submit({}, GO)
    assert dict(place.draft(draft).answers.values) == before
    form = place.visitor.get(f"{draft}/det-vanliga").page.forms[-1]
    radio = next(one.name for one in form.controls if one.kind == "radio" and not one.checked)
    other = next(one.value for one in form.controls if one.name == radio and not one.checked)
    place.visitor.submit({radio: other}, GO)
    assert set(place.draft(draft).answers.values) - set(before) == {radio}


def test_a_text_beside_the_usual_not_for_us_is_not_lost(place: Place) -> None:
    draft = place.example()
    form = place.visitor.get(f"{draft}/det-vanliga").page.forms[-1]
    ticked = next(one.name for one in form.controls if one.checked and one.name.startswith("gallerinte:"))
    path = ticked.removeprefix("gallerinte:")
    place.visitor.submit({path: "Något eget"}, GO)
    assert place.answer(draft, path) == "Något eget"


def test_an_emptied_usual_answer_is_asked_for(place: Place) -> None:
    draft = place.example()
    form = place.visitor.get(f"{draft}/det-vanliga").page.forms[-1]
    field = next(one.name for one in form.controls if one.kind == "text" and one.value)
    answer = place.visitor.submit({field: ""}, GO)
    assert answer.status == 400
    assert "Skriv ett svar" in answer.said


def in_terminal(folder: Path, library: Library, changes: list[tuple[str, Answer]]) -> Path:
    """Change answers in the terminal, in a draft that is asked already."""
    path = next(folder.glob("*/svar.toml"))
    draft, services = read_draft(read_raw(path), library)[0], Here(folder, example(SMALL)[1].day)
    keeper = DraftKeeper(draft, library, services, OpenDraft(path))
    known = services.changed_after_result(draft)
    scripted = Scripted(Answers())
    session = Session(library, draft.answers, draft.day, scripted, keeper, services.on_result, known)
    for name, value in changes:
        session.commit(session.answers.put(name, value), name)
    keeper.close()
    return path


def test_what_was_changed_after_the_result_is_remembered_alike_in_both_faces(tmp_path: Path) -> None:
    library = example(SMALL)[0]
    pages, terminal = Place(tmp_path / "s"), Place(tmp_path / "t")
    draft, _ = pages.example(), terminal.example()
    changes = [
        ("direkt_nytta", "motparten"),
        ("namn", "Nytt"),
        ("liknande_kop", "annat"),
        ("direkt_nytta", "bolaget"),
    ]
    told: list[tuple[str, Answer]] = []
    for path, _ in changes:
        pages.visitor.get(f"{draft}/fraga/{path}")
        now = pages.answer(draft, path)
        value = "Nytt" if path == "namn" else next(o for o in options(pages.visitor) if o != now)
        pages.visitor.submit({"svar": value}, GO)
        told.append((path, value))
    assert in_terminal(terminal.folder, library, told).read_text() == pages.file(draft).read_text()
    assert pages.draft(draft).changed_after_result == ("direkt_nytta", "liknande_kop")


def test_the_same_answer_once_more_is_no_change_after_the_result(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/direkt_nytta")
    place.visitor.submit({}, GO)
    assert place.draft(draft).changed_after_result == ()


@pytest.mark.parametrize("name", [SMALL, LARGE])
def test_looking_at_one_page_changes_nothing_on_another(name: str, place: Place) -> None:
    draft = place.example(name)
    urls = [url_of(page, draft) for page in safe_pages(place.site) if page.name != "halsa"]
    before = {url: place.tab().get(url, follow=False).html for url in urls}
    after = {url: place.tab().get(url, follow=False).html for url in reversed(urls)}
    assert {url for url in urls if before[url] != after[url]} == set()
