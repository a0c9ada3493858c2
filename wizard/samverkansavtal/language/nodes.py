"""Expressions as trees that evaluate themselves, three-valued.

Every node has a `kind`, its `children` (for needs, proof and "varför?") and `evaluate(world, items)`,
where `items` binds the rows of quantifiers and of `each`.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from samverkansavtal.language.kinds import NUMBER, TEXT, YESNO, Kind
from samverkansavtal.language.values import (
    EMPTY,
    Empty,
    Row,
    Truth,
    Unknown,
    Value,
    all_of,
    any_of,
    blend,
    bounds,
    negate,
    truth,
)

Items = Mapping[str, Row | str]  # a row, or in a list of choices the label of one
BOOL = Kind(YESNO)


class World(Protocol):
    """What expressions are evaluated in: answers, concepts and figures by name."""

    def fact(self, name: str) -> Value: ...
    def field(self, row: Row, name: str) -> Value: ...
    def rows(self, name: str) -> tuple[tuple[Row, ...], Unknown | None]: ...
    def unsure(self, path: str) -> Truth: ...


class Node:
    """An expression."""

    __slots__ = ()
    kind: Kind

    @property
    def children(self) -> tuple["Node", ...]:
        return ()

    def evaluate(self, world: World, items: Items) -> Value:
        raise NotImplementedError


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


@dataclass(frozen=True, slots=True)
class And(Node):
    children: tuple[Node, ...]
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        return all_of(child.evaluate(world, items) for child in self.children)


@dataclass(frozen=True, slots=True)
class Or(Node):
    children: tuple[Node, ...]
    kind: Kind = BOOL

    def evaluate(self, world: World, items: Items) -> Value:
        return any_of(child.evaluate(world, items) for child in self.children)


@dataclass(frozen=True, slots=True)
class Not(Node):
    child: Node
    kind: Kind = BOOL

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def evaluate(self, world: World, items: Items) -> Value:
        return negate(self.child.evaluate(world, items))


@dataclass(frozen=True, slots=True)
class Is(Node):
    """`part.form is offentlig`: the value is one of `members`; of several choices, at least one is."""

    child: Node
    test: str
    members: frozenset[str]
    kind: Kind = BOOL

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def evaluate(self, world: World, items: Items) -> Value:
        value = self.child.evaluate(world, items)
        if isinstance(value, Unknown):
            return value
        if isinstance(value, frozenset):
            return not self.members.isdisjoint(value)
        return value in self.members


@dataclass(frozen=True, slots=True)
class Given(Node):
    """`x is angiven`: answered, not "gäller inte oss", and of several choices at least one."""

    child: Node
    kind: Kind = BOOL

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def evaluate(self, world: World, items: Items) -> Value:
        value = self.child.evaluate(world, items)
        return value if isinstance(value, Unknown) else not isinstance(value, Empty) and value != frozenset()


@dataclass(frozen=True, slots=True)
class Unsure(Node):
    """`x is vet_inte`: the answer is "vet inte än"."""

    child: Name | Field
    kind: Kind = BOOL

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.child,)

    def evaluate(self, world: World, items: Items) -> Value:
        if isinstance(self.child, Name):
            return world.unsure(self.child.name)
        row = self.child.base.evaluate(world, items)
        return world.unsure(row.path(self.child.name)) if isinstance(row, Row) else truth(row)


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
        return True if yes else False if no else blend((left, right))


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
        if self.quantifier == "alla":
            return all_of(self._values(world, items))
        found = any_of(self._values(world, items))
        return negate(found) if self.quantifier == "ingen" else found

    def _values(self, world: World, items: Items) -> Iterator[Value]:
        rows, more = world.rows(self.list)
        for row in rows:
            yield self.condition.evaluate(world, {**items, self.item: row})
        if more is not None:
            yield more


@dataclass(frozen=True, slots=True)
class Total(Node):
    """`antal` and `summa` over the rows of a list; `amount` is None when rows are counted."""

    list: str
    item: str
    amount: Node | None
    condition: Node | None
    kind: Kind

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(node for node in (self.amount, self.condition) if node is not None)

    def evaluate(self, world: World, items: Items) -> Value:
        parts, more = self.parts(world, items)
        values = [value for _, value in parts]
        low = sum((bounds(value)[0] or Decimal(0) for value in values), Decimal(0))
        if more is None and not any(isinstance(value, Unknown) for value in values):
            return low
        highs = [bounds(value)[1] for value in values]
        known = [high for high in highs if high is not None]
        limited = more is None and len(known) == len(highs)
        return blend([*values, *([more] if more else [])], low, sum(known, Decimal(0)) if limited else None)

    def parts(self, world: World, items: Items) -> tuple[list[tuple[Row, Value]], Unknown | None]:
        """Return what each row adds, the rows that cannot count left out, and whether more may come."""
        rows, more = world.rows(self.list)
        bound = [(row, {**items, self.item: row}) for row in rows]
        parts = [(row, self._part(world, inner)) for row, inner in bound]
        return [(row, value) for row, value in parts if value is not EMPTY], more

    def _part(self, world: World, items: Items) -> Value:
        counts = True if self.condition is None else truth(self.condition.evaluate(world, items))
        if counts is False:
            return EMPTY
        value = Decimal(1) if self.amount is None else self.amount.evaluate(world, items)
        if counts is True:
            return Decimal(0) if isinstance(value, Empty) else value
        return blend((counts, value), Decimal(0), bounds(value)[1])


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`+ - * /`; bounds are kept for amounts, which are never negative."""

    left: Node
    operator: str
    right: Node
    kind: Kind

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.left, self.right)

    def evaluate(self, world: World, items: Items) -> Value:
        left, right = self.left.evaluate(world, items), self.right.evaluate(world, items)
        (low, high), (other_low, other_high) = bounds(left), bounds(right)
        flip = self.operator in "-/"
        least = self._apply(low, other_high if flip else other_low)
        most = self._apply(high, other_low if flip else other_high)
        if isinstance(left, Unknown) or isinstance(right, Unknown):
            return blend((left, right), least, most)
        return Decimal(0) if least is None else least

    def _apply(self, a: Decimal | None, b: Decimal | None) -> Decimal | None:
        if a is None or b is None:
            return None
        if self.operator == "+":
            return a + b
        if self.operator == "-":
            return a - b
        if self.operator == "*":
            return a * b
        return a / b if b else None


@dataclass(frozen=True, slots=True)
class Months(Node):
    """`manader(start, slut)`: whole months from the first day through the last, a part counted as one."""

    start: Node
    end: Node
    kind: Kind = Kind(NUMBER, "månader")

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.start, self.end)

    def evaluate(self, world: World, items: Items) -> Value:
        start, end = self.start.evaluate(world, items), self.end.evaluate(world, items)
        if isinstance(start, Unknown) or isinstance(end, Unknown):
            return blend((start, end), Decimal(0))
        if not isinstance(start, date) or not isinstance(end, date):
            return EMPTY
        return Decimal(months_between(start, end))


@dataclass(frozen=True, slots=True)
class Names(Node):
    """`lista(parter, part.kallas, condition)`: the texts of the rows, for a sentence."""

    list: str
    item: str
    text: Node
    condition: Node | None
    kind: Kind = Kind(TEXT)

    @property
    def children(self) -> tuple[Node, ...]:
        return tuple(node for node in (self.text, self.condition) if node is not None)

    def evaluate(self, world: World, items: Items) -> Value:
        rows, more = world.rows(self.list)
        inner = [{**items, self.item: row} for row in rows]
        chosen = [truth(self.condition.evaluate(world, i)) if self.condition else True for i in inner]
        values = [self.text.evaluate(world, i) for i, keep in zip(inner, chosen, strict=True) if keep is True]
        unknown = blend([*values, *chosen, *([more] if more else [])])
        return unknown if unknown.needs or unknown.stuck else EMPTY


def months_between(start: date, end: date) -> int:
    """Return the months from *start* through *end*, a part counted as one; 1 January–31 December is 12."""
    months = (end.year - start.year) * 12 + end.month - start.month
    while end >= start and _months_after(start, months) <= end:
        months += 1
    return max(months, 0)


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and everything in it."""
    yield node
    for child in node.children:
        yield from walk(child)


def mentions(node: Node) -> frozenset[str]:
    """Return what *node* reads: names, `list.field` paths and list names."""
    found = set()
    for inner in walk(node):
        if isinstance(inner, Name):
            found.add(inner.name)
        elif isinstance(inner, Field):
            found.add(f"{inner.base.kind.of}.{inner.name}")
        elif isinstance(inner, Exists | Total | Names):
            found.add(inner.list)
    return frozenset(found)

