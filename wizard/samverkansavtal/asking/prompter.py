"""What a face must be able to do: ask one question, offer a menu, read a line, show text.

A `Prompt` says all that one question shows; a reply is one of the small types below. Which reply means
what for the answers is decided by the interview, never by the face.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from samverkansavtal.interviewing.replies import (
    Answering,
    DontKnow,
    Given,
    NoMore,
    NotForUs,
    Option,
    Prompt,
    Skip,
)

__all__ = [
    "Back", "DontKnow", "Given", "Help", "Leaving", "Menu", "NoMore", "NotForUs", "Option", "Prompt", "Prompter",
    "Reply", "SaveAndQuit", "Skip", "Tone",
]  # fmt: skip

Tone = Literal["plain", "heading", "quiet", "warning"]


@dataclass(frozen=True)
class Menu:
    """Something to choose that is no question; a `numbered` one is a table with numbers to type."""

    id: str
    title: str
    options: tuple[Option, ...]
    default: str = ""
    numbered: bool = False
    enter: str = ""  # what Enter alone does in a numbered one


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before."""


@dataclass(frozen=True, slots=True)
class Help:
    """More about the question, which is then asked again."""


@dataclass(frozen=True, slots=True)
class SaveAndQuit:
    """Enough for today."""


Reply = Answering | Back | Help | SaveAndQuit
Leaving = Back | SaveAndQuit


class Prompter(Protocol):
    """A face. Ctrl-C and a closed input pass through as KeyboardInterrupt and EOFError."""

    def ask(self, prompt: Prompt) -> Reply:
        """Return what the user makes of one question; what cannot be read is asked for again."""
        ...

    def choose(self, menu: Menu) -> str | Leaving:
        """Return the id of the chosen option."""
        ...

    def line(self, ask: str, typed: str = "") -> str | Leaving:
        """Return a line of free text, which may be empty."""
        ...

    def show(self, *lines: str, tone: Tone = "plain") -> None:
        """Show text; each of *lines* begins on its own line."""
        ...
