"""Compiled content: what the rest of the program sees. Frozen; every record remembers its origin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from samverkansavtal.content.acts import Act
from samverkansavtal.content.body import Body, asking
from samverkansavtal.content.form_records import Form, FormTest, Reason
from samverkansavtal.content.models import CaseData
from samverkansavtal.content.origin import Record, Review
from samverkansavtal.content.questions import Check, Choice, Guard, Guards, Part, Question
from samverkansavtal.content.report_words import (
    AlwaysTrue,
    ChangeWords,
    Outcome,
    QuickWords,
    ReportWords,
    SourceNote,
)
from samverkansavtal.language.kinds import Kind, Schema
from samverkansavtal.language.node import Node
from samverkansavtal.language.parse import Filters

__all__ = [
    "Act",
    "AlwaysTrue",
    "Amount",
    "ChangeWords",
    "Check",
    "Choice",
    "Column",
    "Concept",
    "Exception_",
    "Figure",
    "Form",
    "FormTest",
    "Guard",
    "Guards",
    "Library",
    "Model",
    "Outcome",
    "Paper",
    "PaperSection",
    "Part",
    "Period",
    "Provision",
    "Question",
    "QuickWords",
    "Reason",
    "Record",
    "ReportWords",
    "Review",
    "Rule",
    "SectionPlan",
    "Severity",
    "SourceNote",
    "Step",
    "TableDefinition",
    "Variant",
]

Severity = Literal["stop", "assess", "complete", "note"]


@dataclass(frozen=True)
class Variant:
    id: str
    when: Guards
    body: Body
    creates: tuple[str, ...] = ()
    position: str = ""  # preferred | fallback

    @cached_property
    def asking(self) -> Body:
        """What of the text depends on answers."""
        return asking(self.body)


@dataclass(frozen=True)
class Provision:
    """A provision with one or more texts of which exactly one stands."""

    id: str
    title: str
    when: Guards
    variants: tuple[Variant, ...]
    each: str
    item: str
    numbered: bool
    law: tuple[str, ...]
    requires: tuple[str, ...]
    excludes: tuple[str, ...]
    creates: tuple[str, ...]
    purpose: str
    record: Record
    avoid: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule: when it fires, how serious that is, who can act, and its own cases."""

    id: str
    title: str
    severity: Severity
    stage: str
    who: str
    when: Guards
    note_when: Guards
    each: str
    item: str
    asks: bool
    direction: str
    law: tuple[str, ...]
    source: str
    confidence: str
    nr: str
    body: Body
    cases: tuple[CaseData, ...]
    record: Record


@dataclass(frozen=True)
class Exception_:
    """One way out of a concept."""

    id: str
    when: Guards
    law: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True)
class Amount:
    """One way to compute a concept's amount; the first whose `when` holds."""

    when: Guards
    node: Node


@dataclass(frozen=True)
class Concept:
    """A derived fact; `each` makes it a field of a list's rows."""

    id: str
    title: str
    kind: Kind
    each: str
    item: str
    when: Guards
    unless: tuple[Exception_, ...]
    count: Guards
    values: tuple[Amount, ...]
    law: tuple[str, ...]
    confidence: str
    body: Body
    cases: tuple[CaseData, ...]
    record: Record


@dataclass(frozen=True)
class Period:
    """A figure from a day on: a value, or a span while it is unverified."""

    start: date
    value: Decimal | date | None
    between: tuple[Decimal, Decimal] | None
    source: str
    confidence: str


@dataclass(frozen=True)
class Figure:
    """A dated figure; `at` is the fact whose date picks the period."""

    id: str
    title: str
    kind: Kind
    at: str
    law: tuple[str, ...]
    periods: tuple[Period, ...]


@dataclass(frozen=True)
class Column:
    title: str
    node: Node
    filters: Filters
    sum: bool


@dataclass(frozen=True)
class TableDefinition:
    id: str
    title: str
    rows: str
    item: str
    when: Node | None
    total: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Step:
    """One line of the timeline, days before a decision; `company`: before the housing company's only."""

    days: int
    say: str
    company: bool = False


@dataclass(frozen=True)
class PaperSection:
    title: str
    when: Guards
    body: Body


@dataclass(frozen=True)
class Paper:
    """A paper beside the agreement; `each` makes one for every row of a list."""

    id: str
    title: str
    about: str
    each: str
    item: str
    when: Guards
    law: tuple[str, ...]
    form: bool
    sections: tuple[PaperSection, ...]
    steps: tuple[Step, ...]
    record: Record


@dataclass(frozen=True)
class SectionPlan:
    id: str
    title: str
    provisions: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """The outline of an agreement, all layers merged."""

    id: str
    title: str
    about: str
    notice: str
    document: Body
    sections: tuple[SectionPlan, ...]
    annexes: tuple[SectionPlan, ...]
    presets: Mapping[str, object] = field(default_factory=dict)

    def provisions(self) -> Iterator[str]:
        """Yield provision ids in the order they stand."""
        for section in (*self.sections, *self.annexes):
            yield from section.provisions


@dataclass(frozen=True)
class Library:
    """Everything the content says, checked and compiled, for one model and its layers."""

    schema: Schema
    parts: tuple[Part, ...]
    questions: Mapping[str, Question]  # fact, or list.field
    provisions: Mapping[str, Provision]
    rules: Mapping[str, Rule]
    concepts: Mapping[str, Concept]  # name, or list.name when it is a field
    figures: Mapping[str, Figure]
    tables: Mapping[str, TableDefinition]
    sources: Mapping[str, SourceNote]
    acts: Mapping[str, Act]
    model: Model
    report: ReportWords
    records: Mapping[tuple[str, str], Record]
    fingerprint: str
    quick: QuickWords | None = None
    forms: FormTest | None = None
    change: ChangeWords = field(default_factory=ChangeWords)
    papers: Mapping[str, Paper] = field(default_factory=dict)
    weakened: tuple[str, ...] = ()  # rules that an upper layer has made milder
    reviews: tuple[Review, ...] = ()  # also those that have fallen
    own: tuple[str, ...] = ()  # provisions whose text the user's own layer has written
    dropped: tuple[str, ...] = ()  # provisions of the original that it has left out

    def question(self, path: str) -> Question | None:
        """Return the question behind an answer's path: `namn`, `parter.+` or `parter.p1.form`."""
        head, _, rest = path.partition(".")
        if not rest or rest == "+":
            return self.questions.get(head)
        return self.questions.get(f"{head}.{rest.partition('.')[2]}")
