"""Values with three outcomes: known, empty ("gäller inte oss") or unknown.

An unknown says what would settle it: `needs` are facts a question can settle, `stuck` what no
question settles ("vet inte än", an unverified figure). A number also has bounds, so that a
comparison can be decided before everything is known.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

NOTHING: frozenset[str] = frozenset()


class Unknown(NamedTuple):
    """Not known yet; numbers lie in [low, high] where those are given, or are `empty`, which counts as 0."""

    needs: frozenset[str] = NOTHING
    stuck: frozenset[str] = NOTHING
    low: Decimal | None = None
    high: Decimal | None = None
    empty: bool = False  # may turn out not to apply: then no comparison with it is true


class Empty:
    """The question does not apply: false, zero, never equal to anything."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "EMPTY"


EMPTY = Empty()


class Row(NamedTuple):
    """A row of a list, by its stable key."""

    list: str
    key: str

    def path(self, field: str) -> str:
        return f"{self.list}.{self.key}.{field}"


Value = bool | Decimal | date | str | frozenset[str] | Row | Empty | Unknown
Truth = bool | Unknown


def truth(value: Value) -> Truth:
    """Return True, False or an Unknown; whatever is not True and not unknown is False."""
    if value is True:
        return True
    return value if isinstance(value, Unknown) else False


def any_of(values: Iterable[Value]) -> Truth:
    """Return True at the first true value; what is asked next is what the first unknown needs."""
    doubt: Unknown | None = None
    for value in values:
        if value is True:
            return True
        if isinstance(value, Unknown):
            doubt = joined(doubt, value)
    return False if doubt is None else doubt


def all_of(values: Iterable[Value]) -> Truth:
    """Return False at the first value that is not true; what is asked next is what the first unknown needs."""
    doubt: Unknown | None = None
    for value in values:
        if value is True:
            continue
        if not isinstance(value, Unknown):
            return False
        doubt = joined(doubt, value)
    return True if doubt is None else doubt


def joined(doubt: Unknown | None, value: Unknown) -> Unknown:
    """Return the doubt about several values, this one among them; whether they hold has no bounds."""
    if doubt is None:
        bare = value.low is None and value.high is None and not value.empty
        return value if bare else Unknown(value.needs, value.stuck)
    if doubt.needs and value.stuck <= doubt.stuck:
        return doubt
    return Unknown(doubt.needs or value.needs, doubt.stuck | value.stuck)


def negate(value: Value) -> Truth:
    """Return the opposite; an unknown stays what it is."""
    return joined(None, value) if isinstance(value, Unknown) else value is not True


def bounds(value: Value) -> tuple[Decimal | None, Decimal | None]:
    """Return the least and greatest number *value* can be; None where there is no limit."""
    if isinstance(value, Unknown):
        return value.low, value.high
    if isinstance(value, Decimal):
        return value, value
    return Decimal(0), Decimal(0)


def may_be_empty(value: Value) -> bool:
    """Return whether *value* does not apply, or may turn out not to."""
    return value.empty if isinstance(value, Unknown) else isinstance(value, Empty)


def blend(
    values: Iterable[Value], low: Decimal | None = None, high: Decimal | None = None, empty: bool = False
) -> Unknown:
    """Return one Unknown with all needs and reasons of *values* and the given bounds."""
    unknown = [value for value in values if isinstance(value, Unknown)]
    needs = NOTHING.union(*(value.needs for value in unknown))
    stuck = NOTHING.union(*(value.stuck for value in unknown))
    return Unknown(needs, stuck, low, high, empty)
