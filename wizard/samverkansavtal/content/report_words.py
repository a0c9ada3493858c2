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
class Act:
    """An act, or a kind of ruling: where it stands, and the state of the copy that was read."""

    id: str
    title: str
    sfs: str
    address: str
    seen: date
    confidence: str

    def covers(self, law: str) -> bool:
        """Return whether *law* refers to it: `LOU 19 a:2`, `C-606/17` or `lag (2010:879) 2 §`."""
        named = law == self.id or law.startswith((f"{self.id} ", f"{self.id}-"))
        return named or (bool(self.sfs) and f"({self.sfs})" in law)


@dataclass(frozen=True)
class SourceNote:
    id: str
    title: str
    read: str
    seen: date
