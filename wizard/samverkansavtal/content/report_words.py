"""The words of the risk report that are not findings, and the sources that rules name. Frozen."""

from dataclasses import dataclass
from datetime import date

from samverkansavtal.content.questions import Guards


@dataclass(frozen=True)
class Outcome:
    """One name of the direction, and when it is the right one."""

    id: str
    when: Guards
    title: str
    text: str


@dataclass(frozen=True)
class AlwaysTrue:
    """A fact that holds whatever the answers are."""

    nr: str
    title: str
    text: str
    law: tuple[str, ...]


@dataclass(frozen=True)
class ReportWords:
    """What a report says besides its findings."""

    title: str
    about: tuple[str, ...]
    value: str
    limit: str
    outcomes: tuple[Outcome, ...]
    undecided: Outcome
    always: tuple[AlwaysTrue, ...]
    not_tested: tuple[str, ...]


@dataclass(frozen=True)
class SourceNote:
    id: str
    title: str
    read: str
    seen: date
