"""Ctrl-C, a closed input and a full disk, at any time: nothing that was answered is lost."""

from pathlib import Path

import pytest

from asking.lindgatan import DAY, lindgatan
from asking.sittings import SCRIPT, Memory, renamed, sit
from samverkansavtal.asking.interview import Ended, interview
from samverkansavtal.asking.prompter import Leaving, Menu, Prompt, Reply, SaveAndQuit
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.asking.session import Session, stoppable
from samverkansavtal.errors import Interrupted
from samverkansavtal.planning.answers import Answers

RESULT = "Svaren pekar mot samverkan."


class Stopped(Scripted):
    """A script that is interrupted instead of replying for the *at*-th time."""

    def __init__(self, script: Answers, at: int, how: type[BaseException]) -> None:
        super().__init__(script)
        self.at = at
        self.how = how
        self.given = 0

    def ask(self, prompt: Prompt) -> Reply:
        """Reply, or stop."""
        reply = super().ask(prompt)
        self._count()
        self.given += 1
        return reply

    def choose(self, menu: Menu) -> str | Leaving:
        """Choose, or stop."""
        chosen = super().choose(menu)
        self._count()
        return chosen

    def _count(self) -> None:
        if self.prompts == self.at:
            raise self.how


@pytest.mark.parametrize("how", [KeyboardInterrupt, EOFError])
def test_an_interview_that_is_stopped_at_every_prompt_loses_nothing(how: type[BaseException]) -> None:
    library = lindgatan()[0]
    answers, stops, patience = Answers(), 0, 2
    keys: dict[str, dict[str, str]] = {}
    while True:
        prompter, keeper = Stopped(SCRIPT, patience, how), Memory()
        prompter.keys = keys
        session = Session(library, answers, DAY, prompter, keeper, lambda plan: [RESULT])
        if ran_out(session):
            break
        assert len(keeper.saves) == prompter.given
        assert (keeper.saves or [answers])[-1] == session.answers
        stops += 1
        patience = 2 if prompter.given else patience + 1
        answers, keys = session.answers, kept_rows(prompter, session)
    assert stops > len(sit().asked)
    assert session.plan.needs == ()
    assert renamed(session.answers, prompter.keys, library) == renamed(
        sit().session.answers, sit().prompter.keys, library
    )


def ran_out(session: Session) -> bool:
    """Interview until the script is stopped; return whether the interview came to its end instead."""
    try:
        with stoppable(session):
            return interview(session) is Ended.ASKED
    except Interrupted:
        return False


def kept_rows(prompter: Scripted, session: Session) -> dict[str, dict[str, str]]:
    """Return which of the script's rows each row is that was answered at all."""
    return {
        name: {key: other for key, other in keys.items() if key in session.answers.keys(name)}
        for name, keys in prompter.keys.items()
    }


def test_the_sentence_after_ctrl_c_says_where_the_answers_are_and_how_to_go_on() -> None:
    session = sit(keeper=Memory(where="Dokument/svar.toml"), run=False).session
    with pytest.raises(Interrupted) as stopped, stoppable(session):
        raise KeyboardInterrupt
    assert str(stopped.value) == (
        "Avbrutet. Svaren är sparade i Dokument/svar.toml.\nFortsätt med: samverkan resume"
    )


def test_ctrl_c_before_the_first_answer_says_that_nothing_is_saved() -> None:
    session = sit(keeper=Memory(where=""), run=False).session
    with pytest.raises(Interrupted, match="Ingen fråga var besvarad"), stoppable(session):
        raise KeyboardInterrupt


def test_ctrl_c_in_the_middle_of_saving_saves_once_more() -> None:
    class Slow(Memory):
        def save(self, plan: object, changed: object) -> str:
            if not self.saves and not self.moved:
                self.moved.append(Path("avbruten"))
                raise KeyboardInterrupt
            return super().save(plan, changed)  # type: ignore[arg-type]

    keeper = Slow()
    session = sit(keeper=keeper, run=False).session
    with pytest.raises(Interrupted, match="Svaren är sparade"), stoppable(session):
        interview(session)
    assert keeper.saves[-1].values == {"namn": SCRIPT.values["namn"]}


def test_a_disk_that_says_no_asks_for_another_folder_and_keeps_the_answers() -> None:
    keeper = Memory(failures=2)
    sitting = sit(keeper=keeper, lines=["", "/annan/mapp"])
    assert keeper.moved == [Path("/annan/mapp")]
    assert "Disken är full." in sitting.shown
    assert "Svaren finns kvar i det här fönstret." in sitting.shown
    assert keeper.saves[-1] == sitting.session.answers
    assert sitting.session.plan.needs == ()


def test_stopping_while_the_disk_says_no_tells_that_the_last_answer_is_not_saved() -> None:
    keeper = Memory(failures=99)
    sitting = sit(keeper=keeper, run=False)

    def stop(ask: str, typed: str = "") -> str | Leaving:
        raise KeyboardInterrupt

    sitting.prompter.line = stop  # type: ignore[method-assign]
    with pytest.raises(Interrupted, match="Det sista svaret är inte sparat"), stoppable(sitting.session):
        interview(sitting.session)


def test_save_and_quit_is_no_error() -> None:
    sitting = sit(replies={"syfte": [SaveAndQuit()]})
    assert list(sitting.keeper.saves[-1].values) == ["namn", "storlek"]
