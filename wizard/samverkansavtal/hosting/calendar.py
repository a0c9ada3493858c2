"""Days counted in months."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """Return the same day *months* later, or the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
