"""Expressions that are amounts: antal, summa, arithmetic, months; and the names of a list's rows."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samverkansavtal.language.kinds import NUMBER, TEXT, Kind
from samverkansavtal.language.node import Items, Node, World
from samverkansavtal.language.values import (
    EMPTY,
    Empty,
    Row,
    Unknown,
    Value,
    blend,
    bounds,
    may_be_empty,
    truth,
)

MONTHS = Kind(NUMBER, "månader")
WORDS = Kind(TEXT)
Part = tuple[Row, Value]


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

    def parts(self, world: World, items: Items) -> tuple[tuple[Part, ...], Unknown | None]:
        """Return what each row adds, the rows that cannot count left out, and whether more may come."""
        rows, more = world.rows(self.list)
        bound = [(row, {**items, self.item: row}) for row in rows]
        parts = [(row, self._part(world, inner)) for row, inner in bound]
        return tuple((row, value) for row, value in parts if value is not EMPTY), more

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
        if self.operator == "-":
            other_low, other_high = other_high, other_low
        least, most = self._apply(low, other_low), self._apply(high, other_high)
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
        return a * b if self.operator == "*" else a / b


@dataclass(frozen=True, slots=True)
class Months(Node):
    """`manader(start, slut)`: months from the first day through the last, a part counted as one.

    `hela_manader(start, slut)` counts only whole ones: for what must have lasted at least so long.
    """

    start: Node
    end: Node
    whole: bool = False
    kind: Kind = MONTHS

    @property
    def word(self) -> str:
        return "hela_manader" if self.whole else "manader"

    @property
    def children(self) -> tuple[Node, ...]:
        return (self.start, self.end)

    def evaluate(self, world: World, items: Items) -> Value:
        start, end = self.start.evaluate(world, items), self.end.evaluate(world, items)
        if isinstance(start, Unknown) or isinstance(end, Unknown):
            return blend((start, end), Decimal(0), None, may_be_empty(start) or may_be_empty(end))
        if not isinstance(start, date) or not isinstance(end, date):
            return EMPTY
        return Decimal(whole_months(start, end) if self.whole else months_between(start, end))


@dataclass(frozen=True, slots=True)
class Names(Node):
    """`lista(parter, part.kallas, condition)`: the texts of the rows, for a sentence."""

    list: str
    item: str
    text: Node
    condition: Node | None
    kind: Kind = WORDS

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
    if end < start:
        return 0
    months = (end.year - start.year) * 12 + end.month - start.month
    # a new month begins on the start's day, or on the last day of a month without that day
    return months + (end.day >= min(start.day, monthrange(end.year, end.month)[1]))


def whole_months(start: date, end: date) -> int:
    """Return the whole months from *start* through *end*; 1 January–30 December is 11."""
    last = monthrange(end.year, end.month)[1]
    # the last month is whole when the day after *end* would begin a new one
    whole = start.day == 1 if end.day == last else end.day + 1 == min(start.day, last)
    return max(0, months_between(start, end) - (not whole))
