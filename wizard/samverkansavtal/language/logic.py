"""Expressions that are true, false or not known yet: and, or, not, is, comparisons, finns/alla/ingen."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samverkansavtal.language.kinds import NUMBER, Kind
from samverkansavtal.language.node import BOOL, Field, Items, Name, Node, OneChild, World, every, some
from samverkansavtal.language.values import (
    Empty,
    Row,
    Truth,
    Unknown,
    Value,
    blend,
    bounds,
    joined,
    may_be_empty,
    negate,
)


@dataclass(frozen=True, slots=True)
class And(Node):
    children: tuple[Node, ...]
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        return every(self.children, world, items)


@dataclass(frozen=True, slots=True)
class Or(Node):
    children: tuple[Node, ...]
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        return some(self.children, world, items)


@dataclass(frozen=True, slots=True)
class Not(OneChild):
    child: Node
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        return negate(self.child.evaluate(world, items))


@dataclass(frozen=True, slots=True)
class Is(OneChild):
    """`part.form is offentlig`: the value is one of `members`; of several choices, at least one is."""

    child: Node
    test: str
    members: frozenset[str]
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        value = self.child.evaluate(world, items)
        if isinstance(value, str):
            return value in self.members
        if isinstance(value, frozenset):
            return not self.members.isdisjoint(value)
        return value if isinstance(value, Unknown) else False


@dataclass(frozen=True, slots=True)
class Matches(OneChild):
    """`part.orgnr is borjar_pa_5`, `insats.vad is namner_fastighetsarbete`: a text fulfils a pattern."""

    child: Node
    test: str
    pattern: re.Pattern[str]
    say: str  # what the text does then, for explanations
    sample: str  # a text that fulfils it, for proofs
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        value = self.child.evaluate(world, items)
        if isinstance(value, Unknown):
            return value
        return isinstance(value, str) and self.pattern.search(value) is not None


@dataclass(frozen=True, slots=True)
class Given(OneChild):
    """`x is angiven`: answered, not "gäller inte oss", and of several choices at least one."""

    child: Node
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        value = self.child.evaluate(world, items)
        return value if isinstance(value, Unknown) else not isinstance(value, Empty) and value != frozenset()


@dataclass(frozen=True, slots=True)
class Unsure(OneChild):
    """`x is vet_inte`: the answer is "vet inte än"."""

    child: Name | Field
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        value = self.child.evaluate(world, items)
        if not isinstance(value, Unknown):
            return False
        return True if self._path(world, items) in value.stuck else Unknown(value.needs, value.stuck)

    def _path(self, world: World, items: Items) -> str:
        if isinstance(self.child, Name):
            return self.child.name
        row = self.child.base.evaluate(world, items)
        return row.path(self.child.name) if isinstance(row, Row) else ""


ORDERINGS: dict[str, Callable[[Decimal | date, Decimal | date], bool]] = {
    "<": lambda a, b: a < b,  # type: ignore[operator]
    "<=": lambda a, b: a <= b,  # type: ignore[operator]
    ">": lambda a, b: a > b,  # type: ignore[operator]
    ">=": lambda a, b: a >= b,  # type: ignore[operator]
}


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """A comparison of numbers, dates or rows; bounds decide it where they can."""

    left: Node
    operator: str
    right: Node
    kind: Kind = BOOL

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def evaluate(self, world: World, items: Items) -> Value:
        left, right = self.left.evaluate(world, items), self.right.evaluate(world, items)
        if isinstance(left, Empty) or isinstance(right, Empty):
            return self.operator == "!="
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return self._by_bounds(left, right)
        if self.operator in ("==", "!="):
            return (left == right) is (self.operator == "==")
        return ORDERINGS[self.operator](left, right)  # type: ignore[arg-type]

    def _by_bounds(self, left: Value, right: Value) -> Truth:
        if self.left.kind.name != NUMBER:
            return blend((left, right))
        (low, high), (other_low, other_high) = bounds(left), bounds(right)
        below = high is not None and other_low is not None and high < other_low
        above = low is not None and other_high is not None and low > other_high
        at_most = high is not None and other_low is not None and high <= other_low
        at_least = low is not None and other_high is not None and low >= other_high
        yes, no = {
            "<": (below, at_least),
            "<=": (at_most, above),
            ">": (above, at_most),
            ">=": (at_least, below),
            "==": (False, below or above),
            "!=": (below or above, False),
        }[self.operator]
        if yes and (self.operator == "!=" or not (may_be_empty(left) or may_be_empty(right))):
            return True
        return False if no else blend((left, right))


@dataclass(frozen=True, slots=True)
class Exists(Node):
    """`finns`, `alla` and `ingen` over the rows of a list; an open list can still get more rows."""

    quantifier: str
    list: str
    item: str
    condition: Node
    kind: Kind = BOOL

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.condition,)

    def evaluate(self, world: World, items: Items) -> Value:
        rows, more = world.rows(self.list)
        wanted = self.quantifier != "alla"  # what one row must come to, to decide for all of them
        doubt: Unknown | None = None
        inner = {**items}  # bound to one row after another: what is evaluated keeps nothing of it
        for row in rows:
            inner[self.item] = row
            value = self.condition.evaluate(world, inner)
            if isinstance(value, Unknown):
                doubt = joined(doubt, value)
            elif (value is True) is wanted:
                return self.quantifier == "finns"
        if more is not None:
            doubt = joined(doubt, more)
        return self.quantifier != "finns" if doubt is None else doubt
