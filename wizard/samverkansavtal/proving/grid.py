"""Numbers and dates fall in finitely many regions: those that the comparisons of a claim make.

A grid holds a value on every limit and values between the limits, as many between two limits as there
are names compared with each other, so that every order among them is met. Where an amount is worked
out (`summa`, `* 12`, `manader`), the grid is only a sample: finding nothing on it proves nothing.
"""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal

from samverkansavtal.content.records import Figure, Library
from samverkansavtal.language.kinds import DATE, NUMBER
from samverkansavtal.language.nodes import Arithmetic, Field, Literal, Months, Name, Node, Total, walk
from samverkansavtal.proving.reach import Reach, path_of

FIRST_DAY = date(2026, 1, 1).toordinal()  # where nothing is compared with a fixed day
MANY, LONG = 1_000_000_000, 4_000  # far beyond any limit, in kronor and in days
MOST_BETWEEN = 3
HALF = Decimal("0.5")


class Grid:
    """The values to try for every number and date a claim rests on."""

    def __init__(self, library: Library, reach: Reach) -> None:
        self.library = library
        self.sampled: set[str] = set()  # names inside something worked out
        self._limits: dict[str, set[int]] = {}  # name → the fixed values it is compared with
        self._above: dict[str, str] = {}  # name → another of those it is compared with
        for node in reach.compares:
            self._link((node.left, node.right))
        for concept, amount in reach.amounts:
            self._link((Name(concept, amount.kind), amount))
        for name in reach.names:
            figure = library.figures.get(name)
            if figure is not None and figure.at:
                starts = (period.start.toordinal() for period in figure.periods)
                self._limits.setdefault(self._root(figure.at), set()).update(starts)

    def numbers(
        self,
        name: str,
        least: Decimal | None,
        most: Decimal | None,
        whole: bool,
        ends: Collection[int] = (),
    ) -> list[Decimal]:
        """Return the amounts to try for *name*, never negative, within its own bounds: the largest, then upwards.

        *ends* are limits too: where what it is compared with begins and ends.
        """
        low = max(Decimal(0), least or Decimal(0))
        limits, between = self._limits_of(name)
        limits = {*limits, *ends}
        if name in self.sampled:
            near = (value for limit in limits for value in (limit, limit - 1))
            found = {*map(Decimal, near), low, Decimal(MANY) if most is None else most}
        else:
            found = {Decimal(value) for value in _spread(limits, between, int(low))}
            found |= set() if whole else {a + HALF for a in map(Decimal, limits) if a + 1 in limits}
        kept = sorted((v for v in found if v >= low and (most is None or v <= most)), reverse=True)
        return [*kept[:1], *kept[:0:-1]] or [low]

    def together(self, name: str) -> Iterator[str]:
        """Yield *name* and those it is compared with, directly or through others."""
        root = self._root(name)
        return (other for other in {*self._above, name} if self._root(other) == root)

    def days(self, name: str) -> list[date]:
        """Return the days to try for *name*: first those whose figures are verified, then the latest."""
        limits, between = self._limits_of(name)
        values = _spread(limits, between, FIRST_DAY)
        if name in self.sampled:
            values = {min(values), max(values), max(values) + LONG // 10, max(values) + LONG}
        days = sorted(map(date.fromordinal, values), reverse=True)
        figures = [figure for figure in self.library.figures.values() if figure.at == name]
        return sorted(days, key=lambda day: sum(_unverified(figure, day) for figure in figures))

    def _limits_of(self, name: str) -> tuple[set[int], int]:
        return self._limits.get(self._root(name), set()), min(MOST_BETWEEN, len(list(self.together(name))))

    def _link(self, sides: tuple[Node, ...]) -> None:
        names, limits = [], set()
        for side in sides:
            worked_out = not isinstance(side, Name | Field | Literal)
            self.sampled.update(
                path_of(day) for node in walk(side) if isinstance(node, Months) for day in node.children
            )
            for part in _parts(side):
                if isinstance(part, Literal):
                    limits |= set() if worked_out else _whole(part.value)
                elif figure := self.library.figures.get(path_of(part)):
                    limits |= _values(figure)
                else:
                    names.append(path_of(part))
                    self.sampled |= {path_of(part)} if worked_out else set()
        for name in names:
            self._join(names[0], name)
        if names:
            self._limits.setdefault(self._root(names[0]), set()).update(limits)

    def _join(self, name: str, other: str) -> None:
        root, below = self._root(name), self._root(other)
        self._above.setdefault(name, name)
        self._above.setdefault(other, other)
        if root != below:
            self._above[below] = root
            self._limits.setdefault(root, set()).update(self._limits.pop(below, ()))

    def _root(self, name: str) -> str:
        while self._above.get(name, name) != name:
            name = self._above[name]
        return name


def _spread(limits: set[int], between: int, start: int) -> set[int]:
    """Return every limit and up to *between* values in each gap, below the first and above the last."""
    if not limits:
        return set(range(start, start + between))
    placed = sorted(limits)
    found = {placed[0] - step for step in range(1, between + 1)}
    for limit, following in zip(placed, [*placed[1:], placed[-1] + MANY], strict=True):
        found |= {limit, *range(limit + 1, min(limit + 1 + between, following))}
    return found


def _parts(node: Node) -> Iterator[Node]:
    """Yield the names and numbers that an amount is made of; what is counted has none."""
    if isinstance(node, Literal | Name | Field):
        if node.kind.name in (NUMBER, DATE):
            yield node
    elif isinstance(node, Arithmetic):
        for child in node.children:
            yield from _parts(child)
    elif isinstance(node, Total) and node.amount is not None:
        yield from _parts(node.amount)


def _whole(value: bool | Decimal) -> set[int]:
    return {int(value)}


def _values(figure: Figure) -> set[int]:
    """Return the fixed values a figure has, and the ends of those that are not verified."""
    found: set[int] = set()
    for period in figure.periods:
        if isinstance(period.value, date):
            found.add(period.value.toordinal())
        elif period.value is not None:
            found.add(int(period.value))
        found.update(int(end) for end in period.between or ())
    return found


def _unverified(figure: Figure, day: date) -> bool:
    past = [period for period in figure.periods if period.start <= day]
    return not past or past[-1].value is None
