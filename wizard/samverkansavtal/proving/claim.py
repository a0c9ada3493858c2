"""A claim: something to decide in a world, and what it means that answers are found for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from samverkansavtal.content.frontmatter import Location
from samverkansavtal.content.records import Guards, Record
from samverkansavtal.language.nodes import Node
from samverkansavtal.language.values import Truth, Unknown
from samverkansavtal.planning.world import World
from samverkansavtal.proving.state import State, Step

Goal = Callable[[World], Truth]
Place = int | Location  # a line, or where in the file's keys


@dataclass(frozen=True)
class Claim:
    """Answers that make `goal` true are a fault, or, when `wanted`, what must exist.

    `roots` are the expressions and `names` the facts the goal reads; `rows` the lists it goes through,
    one row each. `unsure`: "vet inte än" can matter to it.
    """

    code: str
    record: Record
    place: Place
    say: str
    goal: Goal
    roots: tuple[Node, ...]
    names: frozenset[str] = frozenset()
    rows: tuple[str, ...] = ()
    unsure: bool = False
    wanted: bool = False
    begin: Callable[[], Iterable[State]] = tuple  # where a search for what is wanted may begin
    guards: Guards = ()  # the conditions that must hold together, and the same claim with only some of them
    only: "Callable[[Guards], Claim] | None" = None
    also: tuple[Record, ...] = ()  # other files the goal reads, besides questions, concepts and figures

    @property
    def key(self) -> tuple[str, ...]:
        """Return what makes two models' claims the same one."""
        return (
            self.code,
            self.record.path,
            str(self.place),
            self.say,
            *(r.text for r in (self.record, *self.also)),
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a proof came to: answers found, none exist, or not proved and why."""

    found: tuple[Step, ...] | None = None
    doubt: str = ""

    @property
    def proved_none(self) -> bool:
        return self.found is None and not self.doubt


def possible(value: Truth) -> Truth:
    """Return *value* with what nobody can settle counted as true: an undecided text is drafted."""
    return True if isinstance(value, Unknown) and not value.needs else value


def certainly_not(value: Truth) -> Truth:
    """Return whether *value* is false; what nobody can settle is not."""
    if isinstance(value, Unknown):
        return value if value.needs else False
    return not value
