"""A rule can read whether a text names a word of a list, whatever the answers beside it say."""

import pytest

from content.small_library import FILES, problems, small
from samverkansavtal.content.records import Library
from samverkansavtal.language.parse import condition
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.world import World

LIST = 'title = "städning"\nwords = ["städ*", "*städning", "på uppdrag av"]\n'
FILE = "rules/words/stad.toml"


def library(words: str = LIST) -> Library:
    return small({FILE: words})


def names(text: str) -> object:
    found = library()
    node = condition("bakgrund is namner_stad", found.schema)
    return node.evaluate(World(found, Answers().put("bakgrund", text)), {})


@pytest.mark.parametrize(
    "text",
    [
        "städ",
        "Vi städar trapporna.",
        "STÄDNING",
        "trappstädning, en gång i veckan",
        "på uppdrag av bolaget",
        "på  uppdrag\nav bolaget",
        "(städar)",
    ],
)
def test_a_text_names_a_word_whatever_stands_around_it(text: str) -> None:
    assert names(text) is True


@pytest.mark.parametrize("text", ["", "bestådd", "på uppdrag", "uppdrag av", "kvarstädat", "stad"])
def test_a_word_inside_another_word_is_not_named(text: str) -> None:
    assert names(text) is False


def test_a_text_that_nobody_has_written_is_asked_for() -> None:
    found = library()
    value = condition("bakgrund is namner_stad", found.schema).evaluate(World(found, Answers()), {})
    assert getattr(value, "needs", None) == frozenset({"bakgrund"})


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ('title = "städning"\nwords = []\n', "words"),
        ('title = "städning"\nwords = ["a.*b"]\n', "fel form"),
        ('title = "städning"\nwords = ["*"]\n', "fel form"),
        ('words = ["städ*"]\n', "nyckeln ”title” saknas"),
    ],
)
def test_a_list_that_is_wrong_is_one_line_that_says_so(words: str, says: str) -> None:
    told = problems({FILE: words})
    assert len(told) == 1
    assert told[0].path.endswith(FILE)
    assert says in told[0].message


def test_a_list_that_does_not_exist_is_told_where_it_is_read() -> None:
    rule = "rules/upphandling/granse.md"
    told = problems(
        {FILE: LIST, rule: FILES[rule].replace('"kop",', '"kop", "bakgrund is namner_stadning",', 1)}
    )
    assert ["okänt ord ”namner_stadning”" in problem.message for problem in told] == [True]
    assert "namner_stad" in told[0].message
