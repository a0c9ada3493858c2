"""A real pseudo-terminal of 80 × 24, pipes, old code pages, and windows that cannot draw."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from samverkansavtal.asking import pick
from samverkansavtal.asking.plain import Plain
from samverkansavtal.asking.terminal import Terminal
from samverkansavtal.errors import SamverkanError

FACE = [sys.executable, str(Path(__file__).with_name("face.py"))]
TESTS = str(Path(__file__).parents[1])
ENTER, DOWN, UP, F1, BACK, STOP = "\r", "\x1b[B", "\x1b[A", "\x1bOP", "\x02", "\x03"


def environment(**more: str) -> dict[str, str]:
    """Return an environment for a face: quick terminal, tests importable, nothing inherited that decides."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("ACCESSIBLE", "MSYSTEM", "TERM", "NO_COLOR")
    }
    path = os.pathsep.join(filter(None, (TESTS, os.environ.get("PYTHONPATH"))))
    return (
        kept | {"PYTHONPATH": path, "PROMPT_TOOLKIT_NO_CPR": "1", "TERM": "xterm", "PYTHONUTF8": "1"} | more
    )


class Window:
    """A face in a pseudo-terminal, seen as the person sees it."""

    def __init__(self, folder: Path, **more: str) -> None:
        pexpect, pyte = pytest.importorskip("pexpect"), pytest.importorskip("pyte")
        self.screen = pyte.HistoryScreen(80, 24, history=500)
        self._stream = pyte.Stream(self.screen)
        self.raw = ""
        self._nothing: tuple[Any, ...] = (pexpect.TIMEOUT, pexpect.EOF)
        self.process = pexpect.spawn(
            FACE[0],
            [*FACE[1:], str(folder)],
            env=environment(**more),
            dimensions=(24, 80),
            encoding="utf-8",
            timeout=10,
        )

    def see(self, *words: str) -> str:
        """Return the screen as soon as all of *words* are on it."""
        for _ in range(400):
            shown = self.text
            if all(word in shown for word in words):
                return shown
            try:
                news = self.process.read_nonblocking(4096, 0.05)
            except self._nothing:
                if not self.process.isalive():
                    break
                continue
            self.raw += news
            self._stream.feed(news)
        raise AssertionError(f"{words} not on the screen:\n{self.text}")

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def press(self, keys: str) -> None:
        """Send keys."""
        self.process.send(keys)

    def ended(self) -> int | None:
        """Return the exit code."""
        self.process.expect(self._nothing[1])
        self.process.close()
        return int(self.process.exitstatus) if self.process.exitstatus is not None else None


@pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminals")
def test_a_journey_in_a_real_window_where_nothing_is_told_by_colour(tmp_path: Path) -> None:
    window = Window(tmp_path)
    first = window.see("Vad vill ni göra?", "> Börja ett utkast", "Avsluta")
    assert "Samverkansavtal: utkast till avtal" in first  # all of the first screen fits
    window.press(ENTER)
    window.see("Vad liknar det mest?")
    window.press(ENTER)
    window.see("Vad kallar ni samverkan?", "Svar:")
    window.press("Åsgränd" + ENTER)
    window.see("Hur stor är den?", "> Två parter")
    window.press(F1)
    window.see("Vet inte än: frågan hamnar på en lista till den som vet.")
    window.press(BACK)
    window.see("Svar: Åsgränd")
    window.press("en" + ENTER)
    window.see("Svar: Åsgränden", "> Två parter")
    window.press(STOP)
    assert window.ended() == 130
    assert (tmp_path / "Åsgränd" / "svar.toml").is_file()
    again = Window(tmp_path)
    again.see("> Fortsätt")
    again.press(ENTER)
    again.see("Åsgränden (1 svar,")
    again.press(ENTER)
    again.see("Hur stor är den?")
    again.press(STOP)
    assert again.ended() == 130
    coloured = re.compile(r"\x1b\[(?:\d+;)*(?:3|4|9|10)[0-8](?:;\d+)*m")
    assert not coloured.search(window.raw + again.raw)


@pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminals")
@pytest.mark.parametrize("more", [{"TERM": "dumb"}, {"ACCESSIBLE": "1"}])
def test_a_simple_window_gets_numbered_lines(tmp_path: Path, more: dict[str, str]) -> None:
    window = Window(tmp_path, **more)
    window.see("1. Börja ett utkast", "Nummer:")
    window.press("5\n")
    assert window.ended() == 0


def piped(folder: Path, typed: str, *more: str, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Run a face with pipes on both sides."""
    return subprocess.run(
        [*FACE, str(folder), *more],
        input=typed.encode(),
        capture_output=True,
        env=environment(**variables),
        check=False,
    )


def test_with_nobody_to_ask_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    done = piped(tmp_path, "")
    assert done.returncode == 1
    assert done.stdout.decode() == pick.NO_WINDOW + "\n"
    assert done.stderr == b""


def test_plain_lines_work_through_pipes_and_a_closed_input_saves(tmp_path: Path) -> None:
    done = piped(tmp_path, "1\n1\nLindgatan\n", "--enkel")
    assert done.returncode == 130
    assert done.stdout.decode().endswith(
        f"Avbrutet. Svaren är sparade i {tmp_path / 'Lindgatan' / 'svar.toml'}.\nFortsätt med: samverkan resume\n"
    )
    assert done.stderr == b""


def test_git_bash_gets_numbered_lines_and_is_told_why(tmp_path: Path) -> None:
    done = piped(tmp_path, "5\n", MSYSTEM="MINGW64")
    assert done.returncode == 0
    assert pick.TOO_SIMPLE.split(",")[0] in done.stdout.decode()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp850"])
def test_an_old_code_page_never_stops_the_program(tmp_path: Path, encoding: str) -> None:
    done = piped(tmp_path, "1\n1\n:hoppa\n:spara\n5\n", "--enkel", PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"samverkan" in done.stdout


class Stream(io.StringIO):
    """A text stream that may be a window."""

    def __init__(self, window: bool = True, code_page: str = "utf-8") -> None:
        super().__init__()
        self._window = window
        self._code_page = code_page

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._code_page

    def isatty(self) -> bool:
        """Return what it says it is."""
        return self._window


@pytest.mark.parametrize(
    ("enkel", "variables", "stdin", "stdout", "expected"),
    [
        (False, {}, Stream(), Stream(), Terminal),
        (True, {}, Stream(), Stream(), Plain),
        (True, {}, Stream(False), Stream(False), Plain),
        (False, {"ACCESSIBLE": "1"}, Stream(), Stream(), Plain),
        (False, {"ACCESSIBLE": "0"}, Stream(), Stream(), Terminal),
        (False, {"TERM": "dumb"}, Stream(), Stream(), Plain),
        (False, {"MSYSTEM": "MINGW64"}, Stream(False), Stream(False), Plain),
        (False, {}, Stream(), Stream(code_page="cp1252"), Plain),
    ],
)
def test_the_way_to_ask_suits_the_window(
    enkel: bool, variables: dict[str, str], stdin: Stream, stdout: Stream, expected: type
) -> None:
    assert isinstance(pick.prompter(enkel, variables, stdin, stdout), expected)


def test_a_window_that_cannot_be_drawn_in_gets_plain_lines_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise OSError

    monkeypatch.setattr("prompt_toolkit.output.defaults.create_output", refuse)
    assert isinstance(pick.prompter(False, {}, Stream(), Stream()), Plain)
    assert capsys.readouterr().out.split() == pick.TOO_SIMPLE.split()


def test_a_pipe_without_being_asked_for_is_nobody_to_ask() -> None:
    with pytest.raises(SamverkanError, match="inget fönster att skriva i"):
        pick.prompter(False, {}, Stream(False), Stream())
