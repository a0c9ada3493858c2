"""The words of the risk report that are not findings, and the sources that rules name. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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
class ChangeWords:
    """What is said around "Vad kan vi ändra?"."""

    facts: str = ""
    choices: str = ""
    not_ways: str = ""
    provisions: str = ""
    amounts: str = ""
    none: str = ""


@dataclass(frozen=True)
class QuickWords:
    """A few questions that say early which way it points, and the answers that are assumed meanwhile."""

    title: str
    about: tuple[str, ...]
    questions: tuple[str, ...]
    assumed: Mapping[str, Any]  # as an answer file has them
    decided: str
    leaning: str
    next: str


@dataclass(frozen=True)
class SourceNote:
    id: str
    title: str
    read: str
    seen: date
