"""Which way to ask: arrow keys where the window takes them, plain lines where it does not."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import TextIO

from samverkansavtal.asking.plain import Plain
from samverkansavtal.asking.prompter import Prompter
from samverkansavtal.errors import SamverkanError

NO_WINDOW = (
    "Här går det inte att svara på frågor, för programmet har inget fönster att skriva i. "
    "Öppna en terminal och skriv samverkan. Har ni redan en svarsfil: skriv samverkan draft och filens namn."
)
TOO_SIMPLE = "Fönstret klarar inte piltangenter, så frågorna ställs som numrerade rader."
SIGNS = "●○åäö»–"


def prompter(
    enkel: bool = False,
    environment: Mapping[str, str] | None = None,
    stdin: TextIO | None = None,
    stdout: TextIO | None = None,
) -> Prompter:
    """Return the way to ask that suits the user and the window.

    Raises:
        SamverkanError: there is nobody to ask.
    """
    known = os.environ if environment is None else environment
    source, target = stdin or sys.stdin, stdout or sys.stdout
    _never_crash(target)
    if enkel or known.get("ACCESSIBLE", "0") not in ("", "0"):
        return Plain()
    if "MSYSTEM" in known and not source.isatty():
        return _fallen_back()  # Git Bash: somebody is there, but Python sees only pipes
    if not (source.isatty() and target.isatty()):
        raise SamverkanError(NO_WINDOW)
    if known.get("TERM") == "dumb" or not _can_show(target) or not _console_opens():
        return _fallen_back()
    from samverkansavtal.asking.terminal import Terminal

    return Terminal()


def _never_crash(target: TextIO) -> None:
    """Let a sign that the window lacks be a question mark instead of an error."""
    reconfigure: Callable[..., object] | None = getattr(target, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")


def _fallen_back() -> Plain:
    plain = Plain()
    plain.show(TOO_SIMPLE)
    return plain


def _can_show(target: TextIO) -> bool:
    """Return whether the window has the signs that tell a ticked line from another."""
    try:
        SIGNS.encode(target.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _console_opens() -> bool:
    """Return whether prompt_toolkit can draw here; some Windows hosts refuse it a screen buffer."""
    from prompt_toolkit.output import defaults

    try:
        defaults.create_output()
    except (OSError, _refusal()):
        return False
    return True


def _refusal() -> type[Exception]:
    if sys.platform == "win32":
        from prompt_toolkit.output.win32 import NoConsoleScreenBufferError

        return NoConsoleScreenBufferError
    return OSError
