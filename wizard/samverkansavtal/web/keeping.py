"""What the pages need from whoever keeps drafts, and the small records that cross that line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from functools import cached_property
from typing import Protocol

from samverkansavtal.content.records import Library
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.judged import still_standing
from samverkansavtal.interviewing.view import View
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.answer_file import Draft, Judgement
from samverkansavtal.storing.shelf import Shelf


class NotHereError(SamverkanError):
    """There is no such thing, or it is not for this person: the two look the same from outside."""


class NotSignedInError(SamverkanError):
    """Nobody is signed in."""


class NotAllowedError(SamverkanError):
    """The person may see the draft but not do this."""


class LockedError(SamverkanError):
    """The draft is open in another window, for example in the terminal."""


class Role(IntEnum):
    """What a person may do with a draft; each may do what those below may."""

    READ = 1
    COMMENT = 2
    WRITE = 3
    OWNER = 4

    @property
    def label(self) -> str:
        return ("läsa", "kommentera", "skriva", "äga")[self - 1]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is visiting; `id` is stable and never shown to other organisations."""

    id: str
    name: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class DraftLine:
    """A draft as it stands in the list."""

    id: str
    title: str
    model: str
    changed: datetime
    answered: int
    role: Role
    problem: str = ""  # why it cannot be opened


@dataclass(frozen=True)
class Kept:
    """A draft as it is kept right now, as one person sees it."""

    id: str
    rev: str  # changes with every change; equal means nothing has happened
    role: Role
    draft: Draft
    library: Library
    plan: Plan
    dropped: tuple[str, ...] = ()  # what could not be kept of the answers

    @cached_property
    def view(self) -> View:
        return View(self.plan)

    @cached_property
    def _judged(self) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
        return still_standing(self.draft.judgements, self.plan)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements whose answers are unchanged; the draft remembers them all."""
        return self._judged[0]

    @property
    def judged(self) -> tuple[str, ...]:
        """The findings that somebody with a mandate has decided otherwise on."""
        return tuple(judgement.rule for judgement in self.judgements)

    @property
    def told(self) -> tuple[str, ...]:
        """What the reader must be told: answers that could not be kept, judgements that have fallen."""
        return (*self.dropped, *self._judged[1])

    @property
    def title(self) -> str:
        name = self.draft.answers.values.get("namn")
        return name if isinstance(name, str) else "Utan namn"


@dataclass(frozen=True, slots=True)
class Event:
    """One change: when, by whom, about which question, and the answers before and after as text."""

    at: datetime
    who: str
    path: str
    old: str
    new: str


Edit = Callable[[Kept], Kept]


class Drafts(Protocol):
    """Drafts as one person may see them. Every method raises NotHereError for what is not theirs to see."""

    def all(self, person: Person) -> Sequence[DraftLine]:
        """Return the person's drafts, the one changed last first."""
        ...

    def begin(self, person: Person, draft: Draft, library: Library) -> str:
        """Keep a new draft; return its id."""
        ...

    def open(self, person: Person, name: str) -> Kept:
        """Return the draft called *name*.

        Raises:
            AnswerError, StorageError: it cannot be read.
        """
        ...

    def change(self, person: Person, name: str, edit: Edit, path: str = "") -> Kept:
        """Replace the draft by what *edit* makes of it, all or nothing, and return how it is kept then.

        *edit* is given the draft as it is at that moment, may be called again when somebody else was
        faster, and may raise: then nothing is changed. *path* is the question it is about.

        Raises:
            LockedError: it is open in another window.
            StorageError: it could not be kept; what was kept before is untouched.
        """
        ...

    def before(self, person: Person, name: str) -> Draft | None:
        """Return the draft as it was before the last change, or None."""
        ...

    def delete(self, person: Person, name: str) -> None:
        """Remove the draft with everything that belongs to it."""
        ...

    def shelf(self, person: Person, name: str) -> Shelf:
        """Return where the draft's Word files are."""
        ...

    def history(self, person: Person, name: str) -> Sequence[Event]:
        """Return the changes, the newest first; empty where nobody keeps them."""
        ...


@dataclass(frozen=True, slots=True)
class Session:
    """One visitor's session: the cookie's value, who it is, and the secret its forms must carry."""

    id: str
    person: Person
    csrf: str
    fresh: bool = False  # made on this very request: its cookie must be set


class Doors(Protocol):
    """How people get in."""

    def enter(self, cookies: Mapping[str, str], headers: "Headers") -> Session | None:
        """Return whose visit this is, or None when nobody is signed in."""
        ...

    def leave(self, session: Session) -> None:
        """End a session: its id is never accepted again."""
        ...


class Headers(Protocol):
    """What a request says about itself."""

    @property
    def peer(self) -> str:
        """The address the request came from: the proxy's, where there is one."""
        ...

    def values(self, name: str) -> Sequence[str]:
        """Return every value of the header *name*."""
        ...


class TooManyError(SamverkanError):
    """Too many tries in too short a time."""


class ChangedError(SamverkanError):
    """Somebody else has answered the same question meanwhile; `theirs` is path → their answer as text."""

    def __init__(self, theirs: Mapping[str, str]) -> None:
        self.theirs = dict(theirs)
        super().__init__("Någon annan har svarat på samma fråga medan ni skrev.")
