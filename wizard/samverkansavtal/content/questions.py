"""Compiled questions: what is asked, when it applies, and what an answer must fulfil. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from samverkansavtal.language.kinds import Kind
from samverkansavtal.language.node import Node
from samverkansavtal.language.values import Value


@dataclass(frozen=True, slots=True)
class Guard:
    """One line of a `when`."""

    source: str
    node: Node


Guards = tuple[Guard, ...]


@dataclass(frozen=True)
class Choice:
    id: str
    label: str
    help: str = ""
    proposed: bool = True


@dataclass(frozen=True)
class Check:
    """Something an answer must fulfil together with others, and what to say when it does not."""

    node: Node
    say: str


@dataclass(frozen=True)
class Question:
    """A question about one fact; `list` is set on the fields of a record."""

    fact: str
    input: str
    kind: Kind
    ask: str
    label: str
    why: str
    help: str
    nature: str
    who: str
    timing: str
    when: Guards
    choices: tuple[Choice, ...] = ()
    checks: tuple[Check, ...] = ()
    of: str = ""
    none: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    standard: Value | None = None
    list: str = ""
    item: str = ""
    title: str = ""
    more: str = ""
    full_at: int = 0  # with this many rows a list is full, where `full_when` holds
    full_when: Guards = ()
    group_labels: Mapping[str, str] = field(default_factory=dict)
    no_way_out: str = ""  # why another answer is never proposed to settle a finding
    otherwise: str = ""  # the field of the same row that stands in where this one does not apply
    fields: "tuple[Question, ...]" = ()
    order: tuple[int, int, int] = (0, 0, 0)  # part, question, field

    @property
    def is_list(self) -> bool:
        return self.input == "records"


@dataclass(frozen=True)
class Part:
    """A part of the questionnaire."""

    id: str
    title: str
    screen: bool
    result: bool
    questions: tuple[Question, ...]
