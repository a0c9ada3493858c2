"""What every expression shares, and the simplest ones: literals, names, rows and their fields.

Every node has a `kind`, its `children` (for needs, proof and "varför?") and `evaluate(world, items)`,
where `items` binds the rows of quantifiers and of `each`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from samverkansavtal.language.kinds import YESNO, Kind
from samverkansavtal.language.values import Row, Truth, Unknown, Value, joined

Items = Mapping[str, Row | str]  # a row, or in a list of choices the label of one
BOOL = Kind(YESNO)


class World(Protocol):
    """What expressions are evaluated in: answers, concepts and figures by name."""

    def fact(self, name: str) -> Value: ...
    def field(self, row: Row, name: str) -> Value: ...
    def rows(self, name: str) -> tuple[tuple[Row, ...], Unknown | None]: ...


class Node:
    """An expression."""

    __slots__ = ()
    kind: Kind

    @property
    def children(self) -> tuple["Node", ...]:
        return ()

    def evaluate(self, world: World, items: Items) -> Value:
        raise NotImplementedError


def every(nodes: Iterable[Node], world: World, items: Items) -> Truth:
    """Return what `all_of` says of the nodes' values.

    A loop of its own, and so is `some`: a plan does little else, and a generator for each costs as much again.
    """
    doubt: Unknown | None = None
    for node in nodes:
        value = node.evaluate(world, items)
        if value is True:
            continue
        if not isinstance(value, Unknown):
            return False
        doubt = joined(doubt, value)
    return True if doubt is None else doubt


def some(nodes: Iterable[Node], world: World, items: Items) -> Truth:
    """Return what `any_of` says of the nodes' values."""
    doubt: Unknown | None = None
    for node in nodes:
        value = node.evaluate(world, items)
        if value is True:
            return True
        if isinstance(value, Unknown):
            doubt = joined(doubt, value)
    return False if doubt is None else doubt


class OneChild(Node):
    """An expression about one other."""

    __slots__ = ()
    child: Node

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    value: bool | Decimal
    kind: Kind

    def evaluate(self, world: World, items: Items) -> Value:
        return self.value


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A fact, a concept or a figure."""

    name: str
    kind: Kind

    def evaluate(self, world: World, items: Items) -> Value:
        return world.fact(self.name)


@dataclass(frozen=True, slots=True)
class Item(Node):
    """The row that a quantifier, a `for` or an `each` has bound."""

    name: str
    kind: Kind

    def evaluate(self, world: World, items: Items) -> Value:
        return items[self.name]


@dataclass(frozen=True, slots=True)
class Field(Node):
    """A field of a row: `part.form`, `insats.fran.form`."""

    base: Node
    name: str
    kind: Kind

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.base,)

    def evaluate(self, world: World, items: Items) -> Value:
        row = self.base.evaluate(world, items)
        return world.field(row, self.name) if isinstance(row, Row) else row
