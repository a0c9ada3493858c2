"""Compiled forms: which kind of paper fits, and the few questions that tell. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samverkansavtal.content.body import Body
from samverkansavtal.content.models import CaseData
from samverkansavtal.content.questions import Guards, Part, Question
from samverkansavtal.language.kinds import Schema

if TYPE_CHECKING:
    from samverkansavtal.content.records import Record


@dataclass(frozen=True)
class Reason:
    """One reason: what it says while its lines hold, its law and how sure that is."""

    say: str
    when: Guards
    law: tuple[str, ...]
    source: str
    confidence: str
    decides: bool = False
    denied: str = ""


@dataclass(frozen=True)
class Form:
    """A kind of paper; `models` are those of its models that are there."""

    id: str
    title: str
    rank: int
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]
    notes: tuple[Reason, ...]
    draft: str
    models: tuple[str, ...]
    next: tuple[str, ...]
    body: Body
    cases: tuple[CaseData, ...]
    record: "Record"

    def reasons(self) -> tuple[Reason, ...]:
        """Return everything that has a condition."""
        return (*self.reasons_for, *self.reasons_against, *self.notes)


@dataclass(frozen=True)
class Assumption:
    """Answers that are taken for granted while the lines hold."""

    when: Guards
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class FormWords:
    fits: str
    may: str
    no: str
    none: str
    limits: str


@dataclass(frozen=True)
class FormTest:
    """The questions about which form fits, in order, and the forms; `own` are those of this test alone."""

    title: str
    about: tuple[str, ...]
    ask: tuple[str, ...]
    words: FormWords
    own: Mapping[str, Question]
    part: Part
    assumed: tuple[Assumption, ...]
    forms: tuple[Form, ...]
    schema: Schema
    record: "Record"
