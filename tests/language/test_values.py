"""Values with three outcomes, and the amounts worked out from them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverkansavtal.language.nodes import months_between, whole_months
from samverkansavtal.language.values import EMPTY, Unknown, Value, all_of, any_of, negate

A, B = Unknown(needs=frozenset("a")), Unknown(needs=frozenset("b"))
STUCK = Unknown(stuck=frozenset("s"))
TRUTHS: list[Value] = [True, False, EMPTY, A, B, STUCK]


def test_and_is_false_at_the_first_false_value_and_or_true_at_the_first_true() -> None:
    assert all_of([A, False]) is False
    assert any_of([A, True]) is True
    assert all_of([]) is True
    assert any_of([]) is False


def test_what_is_asked_next_is_what_the_first_unknown_needs() -> None:
    found = all_of([A, B])
    assert isinstance(found, Unknown)
    assert found.needs == frozenset("a")


def test_what_no_question_settles_is_passed_over_for_what_one_does() -> None:
    found = any_of([STUCK, B])
    assert isinstance(found, Unknown)
    assert (found.needs, found.stuck) == (frozenset("b"), frozenset("s"))


def test_a_doubt_about_whether_something_holds_has_no_bounds() -> None:
    amount = Unknown(frozenset("a"), frozenset("s"), Decimal(1), Decimal(2), empty=True)
    bare = Unknown(frozenset("a"), frozenset("s"))
    assert all_of([amount]) == any_of([amount]) == negate(amount) == bare
    assert all_of([A, amount]) == all_of([A, Unknown(stuck=frozenset("s"))])


def test_what_no_question_settles_is_told_of_every_value() -> None:
    found = all_of([A, B, STUCK, Unknown(stuck=frozenset("t"))])
    assert isinstance(found, Unknown)
    assert (found.needs, found.stuck) == (frozenset("a"), frozenset("st"))


def test_what_does_not_apply_is_false() -> None:
    assert any_of([EMPTY]) is False
    assert all_of([EMPTY]) is False
    assert negate(EMPTY) is True


@given(st.lists(st.sampled_from(TRUTHS), max_size=5))
def test_not_all_is_the_same_as_some_not(values: list[Value]) -> None:
    assert negate(all_of(values)) == any_of(map(negate, values))


MONTHS = [
    (date(2026, 1, 1), date(2026, 12, 31), 12),
    (date(2026, 1, 1), date(2026, 1, 1), 1),
    (date(2026, 1, 31), date(2026, 2, 27), 1),
    (date(2026, 1, 31), date(2026, 2, 28), 2),
    (date(2026, 1, 15), date(2026, 2, 14), 1),
    (date(2026, 1, 15), date(2026, 2, 15), 2),
    (date(2027, 1, 1), date(2028, 12, 31), 24),
    (date(2026, 3, 1), date(2026, 2, 28), 0),
    (date(2026, 3, 1), date(2025, 2, 28), 0),
    (date(2028, 2, 29), date(2029, 2, 28), 13),
    (date(2026, 1, 1), date(9999, 12, 31), 95_688),
    (date(9999, 12, 31), date(9999, 12, 31), 1),
    (date(1, 1, 1), date(9999, 12, 31), 119_988),
]


@pytest.mark.parametrize(("start", "end", "months"), MONTHS)
def test_a_part_of_a_month_counts_as_one(start: date, end: date, months: int) -> None:
    assert months_between(start, end) == months


WHOLE = [
    (date(2027, 1, 1), date(2029, 12, 31), 36),
    (date(2027, 1, 1), date(2029, 12, 30), 35),
    (date(2027, 1, 1), date(2030, 1, 1), 36),
    (date(2027, 1, 15), date(2029, 12, 31), 35),
    (date(2027, 1, 31), date(2027, 2, 27), 1),
    (date(2027, 1, 31), date(2027, 2, 26), 0),
    (date(2027, 1, 1), date(2027, 1, 1), 0),
    (date(2027, 1, 2), date(2027, 1, 1), 0),
    (date(9999, 12, 1), date(9999, 12, 31), 1),
]


@pytest.mark.parametrize(("start", "end", "months"), WHOLE)
def test_a_part_of_a_month_is_no_whole_month(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 5000))
def test_whole_months_are_those_begun_the_day_after_less_one(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    assert whole_months(start, end) == months_between(start, end + timedelta(days=1)) - 1


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 5000))
def test_one_more_day_is_at_most_one_more_month(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    more = months_between(start, end + timedelta(days=1)) - months_between(start, end)
    assert more in (0, 1)
    assert Decimal(days) / 31 <= months_between(start, end) <= Decimal(days) / 28 + 1
