"""Whatever is written in any field, it is text on every page: no new element, no new attribute, no new address."""

from collections.abc import Iterator

import pytest

from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.web.routes import Need
from web.all_pages import safe_pages, url_of
from web.browsing import Answer
from web.payloads import MARK, PAYLOADS, Shape
from web.places import LARGE, Place, example

WORDS = ("text", "paragraph")


def with_text(answers: Answers, library: Library, text: str) -> Answers:
    """Return *answers* with *text* in every field that holds text, and as who knows in one of them."""
    for path in list(answers.values):
        question = library.question(path)
        if question is not None and question.input in WORDS:
            room = int(question.most or 300)
            answers = answers.put(path, (text if len(text) <= room else text[:room]))
    return answers.put("startdag", NotKnown(text))


def pages(place: Place, draft: str) -> Iterator[tuple[str, Answer]]:
    """Yield every page about a draft, and a few that need more in the address."""
    urls = [url_of(page, draft) for page in safe_pages(place.site) if page.needs is not Need.ANYONE]
    urls += [f"{draft}/lista/parter/abf?alla=ja", f"{draft}/lista/insatser", f"{draft}/fraga/startdag"]
    urls += [f"{draft}/fraga/bakgrund", f"{draft}/lista/insatser/kyrkan-pengar?alla=ja"]
    for url in urls:
        yield url, place.visitor.get(url)


def is_page(answer: Answer) -> bool:
    """Return whether a browser shows an answer as a page; what it does not show, it must only save."""
    if answer.header("content-type").startswith("text/html"):
        return True
    assert answer.header("content-disposition").startswith("attachment"), answer.url
    assert answer.header("x-content-type-options") == "nosniff"
    return False


def shapes(place: Place, text: str) -> dict[str, tuple[Shape, Answer]]:
    """Return each page's address without the draft's id → what it is made of when everything says *text*."""
    library, known = example(LARGE)
    draft = place.keep(with_text(known.answers, library, text), LARGE)
    shown = [(url, answer) for url, answer in pages(place, draft) if is_page(answer)]
    found = {url.replace(draft, "/u"): (Shape(answer.html), answer) for url, answer in shown}
    for shape, _ in found.values():
        shape.links = {link.replace(draft, "/u") for link in shape.links}
    place.file(draft).unlink()
    return found


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Shape, Answer]]:
    return shapes(Place(tmp_path_factory.mktemp("lugn")), "helt vanlig text")


def test_there_are_enough_of_them_and_each_is_seen() -> None:
    assert len(set(PAYLOADS)) >= 40
    assert all(MARK in payload for payload in PAYLOADS)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_it_is_text_on_every_page(payload: str, place: Place, calm: dict[str, tuple[Shape, Answer]]) -> None:
    shown = 0
    for url, (shape, answer) in shapes(place, payload).items():
        assert answer.status == 200 or answer.status == calm[url][1].status, (url, answer.said[:200])
        assert shape.tags <= calm[url][0].tags | {("details", ("class", "open"))}, url
        assert shape.links <= calm[url][0].links, url
        assert shape.comments == calm[url][0].comments, url
        shown += payload in shape.text
    assert shown >= 8


@pytest.mark.parametrize("payload", PAYLOADS[::6])
def test_it_is_text_when_it_is_shown_again_with_an_error(payload: str, place: Place) -> None:
    draft = place.example(LARGE)
    for url, field in ((f"{draft}/fraga/startdag", "svar"), (f"{draft}/lista/parter/abf", "orgnr")):
        place.visitor.get(url)
        calm = Shape(place.visitor.submit({field: "vanlig text"}, ("gor", "svara")).html)
        place.visitor.get(url)
        answer = place.visitor.submit({field: payload}, ("gor", "svara"))
        assert answer.status == 400
        shape = Shape(answer.html)
        assert shape.tags <= calm.tags
        assert shape.links <= calm.links
        assert answer.page.forms[-1].options(field) == [payload]


@pytest.mark.parametrize("payload", PAYLOADS[::8])
def test_it_is_text_on_the_page_of_a_form_that_was_refused(payload: str, place: Place) -> None:
    draft = place.example()
    names = {"csrf": "fel", "svar": payload, payload: payload}
    calm = Shape(place.visitor.post(f"{draft}/fraga/namn", names | {"svar": "lugn", payload: "lugn"}).html)
    answer = place.visitor.post(f"{draft}/fraga/namn", names)
    assert answer.status == 403
    assert Shape(answer.html).tags <= calm.tags
    assert payload in Shape(answer.html).text


def test_a_test_of_text_finds_a_page_that_is_not_careful(place: Place) -> None:
    careful = Shape("<p>&lt;b&gt;</p>")
    assert not Shape("<p><b></p>").tags <= careful.tags
    assert not Shape('<p title="" onclick=x></p>').tags <= Shape('<p title=""></p>').tags
