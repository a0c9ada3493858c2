"""Arrow keys and shortcut keys, through prompt_toolkit's own pipe: what each key leads to."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from asking.test_plain import QUESTIONS, prompt
from samverkansavtal.asking.prompter import (
    Back,
    DontKnow,
    Given,
    Help,
    Leaving,
    Menu,
    NoMore,
    NotForUs,
    Option,
    Reply,
    SaveAndQuit,
    Skip,
)
from samverkansavtal.asking.terminal import Terminal

ENTER, DOWN, UP, SPACE = "\r", "\x1b[B", "\x1b[A", " "
F1, F2, F3, BACK, SAVE, WIPE = "\x1bOP", "\x1bOQ", "\x1bOR", "\x02", "\x13", "\x15"


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        yield pipe


CASES: dict[str, tuple[str, dict[str, object], str, Reply]] = {
    "text": ("namn", {}, "Åsgränd ”Ö”" + ENTER, Given("Åsgränd ”Ö”")),
    "text that was there is changed": ("namn", {"typed": "AB"}, " Linden" + ENTER, Given("AB Linden")),
    "two pasted lines": ("namn", {}, "\x1b[200~Lind\ngatan\x1b[201~" + ENTER, Given("Lind gatan")),
    "typed command": ("namn", {}, "<" + ENTER, Back()),
    "empty and no more rows": ("namn", {"done": "Klar, inga fler"}, ENTER, NoMore()),
    "empty, then not known": ("namn", {}, ENTER + DOWN + ENTER, DontKnow()),
    "empty, then skip": ("namn", {}, ENTER + DOWN + DOWN + ENTER, Skip()),
    "empty, then back to the question": ("namn", {}, ENTER + ENTER + "Linden" + ENTER, Given("Linden")),
    "empty, then not for us": ("eget", {}, ENTER + DOWN + ENTER, NotForUs()),
    "wiped clean, then skip": ("namn", {"typed": "AB"}, WIPE + ENTER + DOWN + DOWN + ENTER, Skip()),
    "an error keeps what was typed": (
        "startdag",
        {},
        "2027-01-32" + ENTER + "\b\b" + "31" + ENTER,
        Given(date(2027, 1, 31)),
    ),
    "choice": ("storlek", {}, DOWN + ENTER, Given("storre")),
    "choice stands on the old answer": ("storlek", {"picked": frozenset({"storre"})}, ENTER, Given("storre")),
    "old answer that is no choice any more": (
        "storlek",
        {"picked": frozenset({"borta"})},
        ENTER,
        Given("liten"),
    ),
    "old answer not known": ("storlek", {"picked": frozenset({":vet inte"})}, ENTER, DontKnow()),
    "choice not known": ("storlek", {}, UP + UP + ENTER, DontKnow()),
    "yes": ("tvang", {}, ENTER, Given(True)),
    "the letter j says nothing": ("tvang", {}, "j" + DOWN + ENTER, Given(False)),
    "ticks": ("mal", {}, SPACE + DOWN + SPACE + ENTER, Given(frozenset({"natverk", "sprak"}))),
    "ticks that were there": (
        "mal",
        {"picked": frozenset({"sprak"})},
        SPACE + ENTER,
        Given(frozenset({"natverk", "sprak"})),
    ),
    "the letter a ticks nothing": ("mal", {}, "a" + SPACE + ENTER, Given(frozenset({"natverk"}))),
    "too many ticks are kept, and one is taken away": (
        "mal",
        {},
        (SPACE + DOWN) * 4 + ENTER + SPACE + ENTER,
        Given(frozenset({"sprak", "skola", "arbete"})),
    ),
    "no ticks, none of them": ("mal", {}, ENTER + DOWN + ENTER, Given(frozenset())),
    "no ticks, then back": ("mal", {}, ENTER + ENTER + SPACE + ENTER, Given(frozenset({"natverk"}))),
}


@pytest.mark.parametrize(("fact", "more", "typed", "reply"), CASES.values(), ids=CASES)
def test_keys_lead_to_replies(
    keys: PipeInput, fact: str, more: dict[str, object], typed: str, reply: Reply
) -> None:
    keys.send_text(typed)
    assert Terminal().ask(prompt(QUESTIONS[fact], **more)) == reply


SHORTCUTS: dict[str, Reply] = {F1: Help(), F2: DontKnow(), F3: Skip(), BACK: Back(), SAVE: SaveAndQuit()}


@pytest.mark.parametrize("fact", ["namn", "startdag", "storlek", "tvang", "mal"])
@pytest.mark.parametrize(("key", "reply"), SHORTCUTS.items(), ids=["F1", "F2", "F3", "Ctrl-B", "Ctrl-S"])
def test_every_shortcut_works_in_every_kind_of_question(
    keys: PipeInput, fact: str, key: str, reply: Reply
) -> None:
    keys.send_text(key)
    assert Terminal().ask(prompt(QUESTIONS[fact])) == reply


@pytest.mark.parametrize("fact", ["namn", "storlek", "mal"])
def test_ctrl_c_is_never_an_empty_answer(keys: PipeInput, fact: str) -> None:
    keys.send_text("\x03")
    with pytest.raises(KeyboardInterrupt):
        Terminal().ask(prompt(QUESTIONS[fact]))


@pytest.mark.parametrize("fact", ["storlek", "mal"])
def test_alt_enter_in_a_list_does_nothing(keys: PipeInput, fact: str) -> None:
    keys.send_text("\x1b\r" + BACK)
    assert Terminal().ask(prompt(QUESTIONS[fact])) == Back()


def test_ctrl_d_on_an_empty_line_is_a_closed_input(keys: PipeInput) -> None:
    keys.send_text("\x04")
    with pytest.raises(EOFError):
        Terminal().ask(prompt(QUESTIONS["namn"]))


MENU = Menu("m", "Vad vill ni göra?", (Option("a", "Gå vidare"), Option("b", "Sluta")), "b")
TABLE = Menu(
    "t",
    "Det vanliga",
    (Option("a", "Uppsägningstid", "6 månader"), Option("b", "Rättelse", "30")),
    ":ok",
    True,
    "Allt passar",
)


@pytest.mark.parametrize(
    ("menu", "typed", "chosen"),
    [
        (MENU, ENTER, "b"),
        (MENU, UP + ENTER, "a"),
        (MENU, BACK, Back()),
        (MENU, SAVE, SaveAndQuit()),
        (TABLE, ENTER, ":ok"),
        (TABLE, "2" + ENTER, "b"),
        (TABLE, "9" + ENTER + "1" + ENTER, "a"),
        (TABLE, BACK, Back()),
    ],
)
def test_menus(keys: PipeInput, menu: Menu, typed: str, chosen: str | Leaving) -> None:
    keys.send_text(typed)
    assert Terminal().choose(menu) == chosen


def test_a_free_line_may_be_empty_or_left(keys: PipeInput) -> None:
    keys.send_text(ENTER + BACK)
    terminal = Terminal()
    assert (terminal.line("Vem vet?"), terminal.line("Vem vet?")) == ("", Back())


def test_what_is_shown_is_swedish_fits_the_window_and_is_never_markup(
    keys: PipeInput, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    keys.send_text(SPACE + ENTER)
    Terminal().ask(prompt(QUESTIONS["mal"], place="Del 2 av 9: [bold]Vad ni vill[/bold]"))
    shown = capsys.readouterr().out
    assert "[bold]Vad ni vill[/bold]" in shown
    assert "Svar: nya kontakter" in shown
    assert "selections" not in shown
    assert max(map(len, shown.splitlines())) < 80


def test_importing_the_screens_costs_nothing() -> None:
    code = (
        "import sys, samverkansavtal.asking.menu, samverkansavtal.asking.pick, samverkansavtal.asking.terminal;"
        "print([name for name in ('questionary', 'prompt_toolkit', 'rich', 'filelock') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
