"""What the content is tried with: the cases in its files and whole examples, each ready to be run again."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from samverkansavtal.content.models import CaseData
from samverkansavtal.content.records import Concept, Library, Rule
from samverkansavtal.language.values import Row, Value
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.planning.world import World
from samverkansavtal.proving.cases import CaseError, judged, merged, situation, value_of


@dataclass(frozen=True)
class Trial:
    """One case of a rule or a concept: its answers, what it comes to, and what it looked at on the way."""

    owner: Rule | Concept
    case: CaseData
    row: Row | None
    answers: Answers
    assumed: Mapping[str, Value]
    world: World
    comes_to: Any
    looked_at: frozenset[str]  # what a change can be noticed through; what it assumes is not looked at

    @property
    def items(self) -> dict[str, Row]:
        return {self.owner.item: self.row} if self.row else {}

    def judge(self, owner: Rule | Concept, world: World) -> Any:
        """Return what another version of the owner comes to in a world with the case's answers."""
        return _outcome(owner, self.row, world, self.case)

    def again(self, library: Library) -> Any:
        """Return what the case comes to in another version of the library."""
        return self.judge(_owner(self.owner, library), self.seen_through(library))

    def seen_through(self, library: Library) -> World:
        """Return the case's answers as a world of another version of the library."""
        return World(library, self.answers, self.assumed, trusting=True)


@dataclass(frozen=True)
class Example:
    """One whole set of answers, with what it leads to."""

    name: str
    plan: Plan
    comes_to: frozenset[object] = field(default_factory=frozenset)


def trials(library: Library) -> tuple[Trial, ...]:
    """Return every case of the library that can be run."""
    owners: tuple[Rule | Concept, ...] = (*library.rules.values(), *library.concepts.values())
    return tuple(trial for owner in owners for trial in _of(library, owner))


def examples(library: Library, answers: Iterable[tuple[str, Answers, date]]) -> tuple[Example, ...]:
    """Return whole examples, each with its name, answers and day."""
    planned = ((name, plan(library, given, day)) for name, given, day in answers)
    return tuple(Example(name, found, told(found)) for name, found in planned)


def told(found: Plan) -> frozenset[object]:
    """Return what a plan comes to: each rule's state, each provision's text, what is asked and what sleeps."""
    rules = ((rule.id, rule.state, rule.severity) for rule in found.rules)
    texts = (
        (p.provision.id, p.row, p.standing, tuple(variant.id for variant in p.variants))
        for p in found.provisions
    )
    return frozenset((*rules, *texts, ("asked", found.needs), ("asleep", found.dormant)))


def _of(library: Library, owner: Rule | Concept) -> Iterator[Trial]:
    earlier: dict[str, CaseData] = {}
    for case in owner.cases:
        try:
            given, unknown = merged(case, earlier)
            answers, assumed = situation(library, given, unknown, case.unfinished)
        except CaseError:  # lint tells it
            continue
        finally:
            earlier.setdefault(case.name, case)
        row = Row(owner.each, case.row) if owner.each else None
        if row is not None and row.key not in answers.keys(owner.each):
            continue
        world = World(library, answers, assumed, trusting=True)
        found = _outcome(owner, row, world, case)
        yield Trial(owner, case, row, answers, assumed, world, found, world.looked_at() - assumed.keys())


def _owner(owner: Rule | Concept, library: Library) -> Rule | Concept:
    if isinstance(owner, Rule):
        return library.rules[owner.id]
    return library.concepts[f"{owner.each}.{owner.id}" if owner.each else owner.id]


def _outcome(owner: Rule | Concept, row: Row | None, world: World, case: CaseData) -> Any:
    if isinstance(owner, Rule):
        return judged(owner, row, world, case)
    return value_of(world.worked_out(owner, {owner.item: row} if row else {}))
