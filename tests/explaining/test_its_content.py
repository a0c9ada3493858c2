"""What lawyers write for the explanations is checked when it is read."""

import re
from pathlib import Path

import pytest

from explaining.answered import LIBRARY, with_files
from samverkansavtal.content.folders import content_folder
from samverkansavtal.errors import ContentError
from samverkansavtal.explaining.about import about
from samverkansavtal.explaining.explanation import as_lines

TEMPLATES = Path(str(content_folder("templates")))
QUICK = (TEMPLATES / "explaining" / "snabbtest.toml").read_text("utf-8")
PART = "interview/5-kop-eller-samverkan.toml"
QUESTIONS = (TEMPLATES / PART).read_text("utf-8")


def mistakes(files: dict[str, str]) -> str:
    with pytest.raises(ContentError) as caught:
        with_files(files)
    return str(caught.value)


@pytest.mark.parametrize("wrong", ["finns_inte", "parter", "namn", "forfarandet_startar", "storlek"])
def test_the_quick_test_asks_only_questions_with_choices_that_are_not_assumed(wrong: str) -> None:
    said = mistakes({"explaining/snabbtest.toml": QUICK.replace('"andamal"', f'"{wrong}"')})
    assert re.search(rf"snabbtest\.toml:\d+: frågan ”{wrong}” går inte att ha i snabbtestet; skriv", said)


@pytest.mark.parametrize(("old", "new"), [("storlek =", "storlk ="), ('slag = "pengar"', 'slagg = "pengar"')])
def test_the_quick_test_assumes_only_answers_to_questions_there_are(old: str, new: str) -> None:
    said = mistakes({"explaining/snabbtest.toml": QUICK.replace(old, new)})
    assert "finns inte; rätta namnet eller ta bort raden" in said


def test_a_fact_needs_no_reason_for_never_being_proposed() -> None:
    wrong = QUESTIONS.replace('nature = "fact"', 'nature = "fact"\nno_way_out = "För att."', 1)
    assert "är ett faktum och föreslås aldrig; ta bort raden" in mistakes({PART: wrong})


def test_only_a_group_there_is_can_be_called_something_in_explanations() -> None:
    wrong = QUESTIONS.replace("group_labels = { bilaga_2", "group_labels = { bilaga_3")
    assert "har inte gruppen ”bilaga_3”; skriv namnet på en grupp" in mistakes({PART: wrong})


def test_a_group_is_called_what_the_content_calls_it() -> None:
    (found,) = about("PROC-18", LIBRARY)
    lines = as_lines(found)
    assert any("Huvudsaken i verksamheten: en social eller annan särskild tjänst" in line for line in lines)


@pytest.mark.parametrize(
    ("pattern", "new", "name"),
    [(r'no_way_out = "[^"]*"\n', "", "foljd"), (", proposed = false", "", "forfarande")],
)
def test_a_layer_that_lets_a_choice_become_a_way_out_is_told_as_milder(
    pattern: str, new: str, name: str
) -> None:
    changed = re.sub(pattern, new, QUESTIONS)
    assert changed != QUESTIONS
    assert name in with_files({PART: changed}).weakened
    assert with_files({}).weakened == ()


def test_choices_that_say_which_way_it_points_or_how_big_it_is_are_no_way_out() -> None:
    """Every choice that the rules about purchases read, but the ways to make one openly."""
    from samverkansavtal.explaining.levers import support

    open_ways = {"forfarande", "personuppgifter", "gemensamt", "lokal_avgift", "sarskilda_villkor"}
    read = {
        name
        for rule in LIBRARY.rules.values()
        if rule.id.startswith("upphandling/")
        for name in support(rule, LIBRARY)
        if name in LIBRARY.questions and LIBRARY.questions[name].nature == "choice"
    }
    texts = {name for name in read if LIBRARY.questions[name].input in ("text", "paragraph")}
    loose = {name for name in read - open_ways - texts if not LIBRARY.questions[name].no_way_out}
    assert loose <= {"malgrupp"}
