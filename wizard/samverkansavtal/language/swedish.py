"""Swedish formats: money, dates, lists, units. Amounts and units are kept together on the line."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

HARD_SPACE = "\u00a0"
WORDS = dict(
    enumerate(["två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"], start=2)
)
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


def number(value: Decimal | int) -> str:
    """Return 1 234 567 or 12,5 with hard spaces."""
    value = Decimal(value)
    text = f"{value.quantize(Decimal('0.01'), ROUND_HALF_UP):,f}" if value % 1 else f"{int(value):,}"
    return text.replace(",", HARD_SPACE).replace(".", ",")


def kr(value: Decimal | int) -> str:
    """Return 12 000 kr; fractions of a krona are rounded to whole kronor."""
    return number(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP)) + HARD_SPACE + "kr"


def percent(value: Decimal | int) -> str:
    """Return 50 %."""
    return number(value) + HARD_SPACE + "%"


def day(value: date) -> str:
    """Return 1 januari 2026."""
    return f"{value.day}{HARD_SPACE}{MONTHS[value.month - 1]} {value.year}"


def listing(words: Sequence[str], last: str = "och") -> str:
    """Return "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(value: Decimal | int, one: str, many: str) -> str:
    """Return "1 månad" or "6 månader"."""
    return f"{number(value)}{HARD_SPACE}{one if value == 1 else many}"


def in_words(value: Decimal | int, one: str, many: str) -> str:
    """Return "en månad", "sex månader" or "14 månader": up to twelve in letters, as in running text.

    *one* is the whole phrase for one, since Swedish says both "en månad" and "ett år".
    """
    if value == 1:
        return one
    word = WORDS.get(int(value)) if value == int(value) else None
    return f"{word}{HARD_SPACE}{many}" if word else counted(value, one, many)


def capital(text: str) -> str:
    """Return *text* with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def sort_key(text: str) -> str:
    """Return a key that sorts å, ä and ö last, in that order."""
    table = str.maketrans({"å": "{", "ä": "|", "ö": "}", "é": "e", "ü": "y"})
    return text.casefold().translate(table)
