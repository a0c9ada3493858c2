"""The same answers in the terminal and on the pages are the same file, the same findings, the same Word files."""

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw, write_draft
from web.places import LARGE, SMALL, example
from web.two_faces import Story, in_terminal, on_pages, random_story, words

SEEDS = range(5)


@cache
def told(name: str) -> Story:
    library, draft = example(name)
    return Story(library, draft.answers, draft.day)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The examples, answered in the terminal from beginning to end."""
    return {name: in_terminal(told(name), tmp_path_factory.mktemp(name)) for name in (SMALL, LARGE)}


def stops(path: Path, story: Story) -> list[str]:
    """Return single questions of the main track that were asked: an early one, one halfway and a late one."""
    asked = read_draft(read_raw(path), story.library)[0].answers.values
    single = [one for one in asked if "." not in one and one != "namn"]
    now = [one for one in single if story.library.questions[one].timing == "now"]
    return [now[1], now[len(now) // 2], now[-1]]


@pytest.fixture(params=[SMALL, LARGE, *SEEDS])
def story(request: pytest.FixtureRequest) -> Story:
    return told(request.param) if isinstance(request.param, str) else random_story(request.param)


def test_the_same_answers_are_the_same_file_and_the_same_word_files(story: Story, tmp_path: Path) -> None:
    terminal, pages = in_terminal(story, tmp_path / "t"), on_pages(story, tmp_path / "s")
    assert pages.read_text() == terminal.read_text()
    assert pages.parent.name == terminal.parent.name
    assert words(pages) == words(terminal)
    found, dropped = read_draft(read_raw(pages), story.library)
    assert dropped == ()
    assert plan(story.library, found.answers, found.day).needs == ()


@pytest.mark.parametrize(("name", "place"), [(SMALL, 0), (SMALL, 1), (SMALL, 2), (LARGE, 1)])
def test_a_draft_begun_in_the_terminal_is_continued_on_the_pages(
    name: str, place: int, whole: dict[str, Path], tmp_path: Path
) -> None:
    story = told(name)
    begun = in_terminal(story, tmp_path / "b", stop=stops(whole[name], story)[place])
    before = begun.read_text()
    both = on_pages(story, tmp_path / "b")
    assert both == begun
    assert both.read_text() != before
    assert both.read_text() == whole[name].read_text()


@pytest.mark.parametrize(("name", "pages"), [(SMALL, 3), (SMALL, 14), (LARGE, 40)])
def test_a_draft_begun_on_the_pages_is_continued_in_the_terminal(
    name: str, pages: int, whole: dict[str, Path], tmp_path: Path
) -> None:
    story = told(name)
    begun = on_pages(story, tmp_path / "b", pages=pages)
    before = begun.read_text()
    both = in_terminal(story, tmp_path / "b")
    assert both == begun
    assert both.read_text() != before
    assert both.read_text() == whole[name].read_text()


def test_what_was_put_off_is_asked_again_in_both(whole: dict[str, Path], tmp_path: Path) -> None:
    story = told(SMALL)
    skip = stops(whole[SMALL], story)[1:2]
    terminal = in_terminal(story, tmp_path / "t", skip=skip)
    pages = on_pages(story, tmp_path / "s", skip=skip)
    assert pages.read_text() == terminal.read_text() == whole[SMALL].read_text()


def test_the_order_of_answering_does_not_show_in_the_file() -> None:
    story = told(LARGE)
    draft = Draft(story.model, story.day, story.answers)
    shuffled = list(story.answers.values.items())
    random.Random(1).shuffle(shuffled)
    other = replace(draft, answers=replace(story.answers, values=dict(shuffled)))
    assert write_draft(other, story.library) == write_draft(draft, story.library)
