"""What a face must be able to do: ask one question, offer a menu, read a line, show text.

A `Prompt` says all that one question shows; a reply is one of the small types below. Which reply means
what for the answers is decided by the interview, never by the face.
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from samverkansavtal.content.records import Question
from samverkansavtal.language.values import Value

Tone = Literal["plain", "heading", "quiet", "warning"]


@dataclass(frozen=True, slots=True)
class Option:
    """One line to choose; `help` says more about it."""

    id: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Prompt:
    """One question as it is shown."""

    path: str
    question: Question
    ask: str
    why: str
    options: tuple[Option, ...] = ()  # empty when the answer is typed
    typed: str = ""  # prefilled
    picked: frozenset[str] = frozenset()  # options chosen beforehand
    place: str = ""  # "Del 2 av 9: Vilka är med (3 av 5 svar)"
    new_part: bool = False
    topic: str = ""  # the list's own question, where a row begins
    intro: tuple[str, ...] = ()  # which row this is, or the rows so far
    note: str = ""  # where the prefilled answer comes from
    error: str = ""  # why the last answer could not be kept
    done: str = ""  # "Klar, inga fler", where a list may end here
    none: str = ""  # "gäller inte oss", where that is an answer
    unsure: str = "Vet inte än"
    help: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        return self.question.input == "choices"


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
class Given:
    """An answer."""

    value: Value


@dataclass(frozen=True, slots=True)
class DontKnow:
    """ "Vet inte än": who knows is asked next."""


@dataclass(frozen=True, slots=True)
class NotForUs:
    """ "Gäller inte oss", in the question's own words."""


@dataclass(frozen=True, slots=True)
class Skip:
    """ "Hoppa över just nu": the question comes again at the end."""


@dataclass(frozen=True, slots=True)
class NoMore:
    """ "Klar, inga fler": the list has all its rows."""


@dataclass(frozen=True, slots=True)
class Back:
    """To the question before."""


@dataclass(frozen=True, slots=True)
class Help:
    """More about the question, which is then asked again."""


@dataclass(frozen=True, slots=True)
class SaveAndQuit:
    """Enough for today."""


Reply = Given | DontKnow | NotForUs | Skip | NoMore | Back | Help | SaveAndQuit
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
