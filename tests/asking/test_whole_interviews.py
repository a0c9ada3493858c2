"""Both examples, asked from an empty draft to the last question, and what that costs a person."""

from functools import cache
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from asking.sittings import Sitting, renamed, sit
from samverkansavtal.asking.entering import extras
from samverkansavtal.asking.interview import Ended
from samverkansavtal.asking.terminal import Terminal
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL, LARGE = "kvarterslokal", "portalen"
NOW, ALL, AUTHORED, HEIGHT = 35, 160, 60, 24


@cache
def example(name: str) -> tuple[Library, Draft]:
    """Return an example's library and draft."""
    raw = read_raw(EXAMPLES / name / "answers.toml")
    library = shipped_library(raw.model)
    return library, read_draft(raw, library)[0]


@cache
def asked(name: str) -> Sitting:
    """Return an example's interview, from an empty draft to its end."""
    library, draft = example(name)
    return sit(library, draft.answers, day=draft.day, on_result=lambda plan: ["Svaren pekar mot samverkan."])


@pytest.fixture(params=(SMALL, LARGE))
def whole(request: pytest.FixtureRequest) -> tuple[str, Sitting]:
    return request.param, asked(request.param)


def test_an_interview_ends_with_nothing_left_to_ask(whole: tuple[str, Sitting]) -> None:
    _, sitting = whole
    assert sitting.ended is Ended.ASKED
    assert sitting.session.plan.needs == ()


def test_every_answer_is_the_one_that_was_given(whole: tuple[str, Sitting]) -> None:
    name, sitting = whole
    library, draft = example(name)
    found = renamed(sitting.session.answers, sitting.prompter.keys, library)
    assert {path: draft.answers.values.get(path) for path in found.values} == found.values
    assert found.rows == {name: draft.answers.rows[name] for name in found.rows}
    assert found.closed <= draft.answers.closed


def test_what_was_never_asked_decides_nothing(whole: tuple[str, Sitting]) -> None:
    name, sitting = whole
    library, draft = example(name)
    found = renamed(sitting.session.answers, sitting.prompter.keys, library)
    assert outcome(plan(library, found, draft.day)) == outcome(plan(library, draft.answers, draft.day))


def outcome(found: Plan) -> tuple[object, ...]:
    """Return which provisions stand, with which text, and which rules ask somebody to do something."""
    standing = {
        (p.provision.id, p.row, v.id) for p in found.provisions for v in p.variants if p.standing != "out"
    }
    return standing, {rule.id for rule in found.rules if rule.state != "clear" and rule.severity != "note"}


def test_answers_are_saved_after_every_question(whole: tuple[str, Sitting]) -> None:
    _, sitting = whole
    assert len(sitting.keeper.saves) == len(sitting.prompter.asked)
    assert sitting.keeper.saves[-1] == sitting.session.answers


def test_no_question_is_asked_twice(whole: tuple[str, Sitting]) -> None:
    _, sitting = whole
    given = [prompt.path for prompt in sitting.prompter.asked if not prompt.done]
    assert len(given) == len(set(given))


def test_the_usual_answers_are_one_screen_and_are_never_asked_one_by_one(whole: tuple[str, Sitting]) -> None:
    name, sitting = whole
    changed = [prompt.path for prompt in sitting.prompter.asked if prompt.question.timing == "standard"]
    assert set(changed) <= example(name)[1].answers.values.keys()
    assert sitting.menus("standards") == 1 + len(changed)


def test_the_result_comes_once_and_only_when_its_part_is_answered(whole: tuple[str, Sitting]) -> None:
    _, sitting = whole
    assert sitting.shown.count("Svaren pekar mot samverkan.") == 1
    assert sitting.keeper.changed == ()


def test_a_row_is_finished_before_anything_else_is_asked(whole: tuple[str, Sitting]) -> None:
    _, sitting = whole
    rows = [
        prompt.path.rpartition(".")[0] for prompt in sitting.prompter.asked if prompt.question.timing == "now"
    ]
    blocks = [row for row, before in zip(rows, ["", *rows], strict=False) if row and row != before]
    assert len(blocks) == len(set(blocks))


def test_the_large_example_keeps_its_budget() -> None:
    sitting = asked(LARGE)
    assert len(sitting.prompter.asked) <= ALL
    assert len(authored(sitting)) <= AUTHORED


def test_the_small_example_keeps_its_budget() -> None:
    now = [prompt for prompt in asked(SMALL).prompter.asked if prompt.question.timing == "now"]
    assert len(now) <= NOW


def authored(sitting: Sitting) -> set[str]:
    """Return the authored questions of the main track; a list counts once."""
    now = (prompt.question for prompt in sitting.prompter.asked if prompt.question.timing == "now")
    return {question.list or question.fact for question in now}


def test_every_list_of_choices_fits_an_ordinary_window(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    prompts = (prompt for name in (SMALL, LARGE) for prompt in asked(name).prompter.asked)
    lists = {prompt.question.fact: prompt for prompt in prompts if prompt.options}
    too_tall = []
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        for fact, prompt in lists.items():
            keys.send_text("\x02")
            Terminal().ask(prompt)
            text = capsys.readouterr().out.strip("\n").splitlines()
            choices = len(prompt.options) + (0 if prompt.several else len(extras(prompt)))
            if len(text) + 1 + choices > HEIGHT:
                too_tall.append(fact)
    assert too_tall == []
