"""One question as it is shown, and what a person may make of it. Which face asked does not matter."""

from dataclasses import dataclass

from samverkansavtal.content.records import Question
from samverkansavtal.language.values import Value


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
    knower: str = ""  # who knows, where the answer so far is "vet inte än"
    error: str = ""  # why the last answer could not be kept
    done: str = ""  # "Klar, inga fler", where a list may end here
    none: str = ""  # "gäller inte oss", where that is an answer
    unsure: str = "Vet inte än"
    help: tuple[str, ...] = ()

    @property
    def several(self) -> bool:
        return self.question.input == "choices"


@dataclass(frozen=True, slots=True)
class Given:
    """An answer."""

    value: Value


@dataclass(frozen=True, slots=True)
class DontKnow:
    """ "Vet inte än", and who does know: "" when nobody says, None when that is still to be asked."""

    who: str | None = None


@dataclass(frozen=True, slots=True)
class NotForUs:
    """ "Gäller inte oss", in the question's own words."""


@dataclass(frozen=True, slots=True)
class Skip:
    """ "Hoppa över just nu": the question comes again at the end."""


@dataclass(frozen=True, slots=True)
class NoMore:
    """ "Klar, inga fler": the list has all its rows."""


Answering = Given | DontKnow | NotForUs | Skip | NoMore
