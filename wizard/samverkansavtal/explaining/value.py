"""How an amount was counted, line by line, so that anyone can add it up again."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from samverkansavtal.drafting.values import Printer
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import Name, Total, walk
from samverkansavtal.language.values import Row, Unknown, Value

UNVERIFIED = "inte verifierat"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the sum: what it is and how much; `total` for the last line and sums on the way."""

    text: str
    amount: str
    total: bool = False


def breakdown(name: str, printer: Printer) -> tuple[Line, ...]:
    """Return how the amount *name* was reached, its own value last."""
    found: dict[Line, None] = {}
    for line in _lines(name, printer, set()):
        found.setdefault(line)
    value = printer.world.fact(name)
    return (*found, Line(printer.library.concepts[name].title, amount_text(value, name, printer), True))


def _lines(name: str, printer: Printer, seen: set[str]) -> Iterator[Line]:
    for amount in printer.library.concepts[name].values:
        if printer.world.holds(amount.when, {}) is False:
            continue
        for inner in walk(amount.node):
            if isinstance(inner, Total):
                yield from _rows(inner, printer)
            elif isinstance(inner, Name) and inner.name not in seen:
                seen.add(inner.name)
                yield from _named(inner.name, printer, seen)
        return


def _named(name: str, printer: Printer, seen: set[str]) -> Iterator[Line]:
    value = printer.world.fact(name)
    if not isinstance(value, Unknown) and not (isinstance(value, Decimal) and value):
        return
    concept = printer.library.concepts.get(name)
    if concept is not None:
        sums = any(isinstance(node, Total) for amount in concept.values for node in walk(amount.node))
        if sums:
            yield from _lines(name, printer, seen)
        yield Line(concept.title, amount_text(value, name, printer), sums)
        return
    question = printer.library.questions.get(name)
    figure = printer.library.figures.get(name)
    title = swedish.capital(question.label) if question else figure.title if figure else name
    yield Line(title, amount_text(value, name, printer))


def _rows(node: Total, printer: Printer) -> Iterator[Line]:
    parts, more = node.parts(printer.world, {})
    for row, value in parts:
        yield Line(row_text(row, printer), with_bounds(value, node.kind.unit))
    if more is not None:
        yield Line("Fler rader kan komma", "okänt")


def row_text(row: Row, printer: Printer) -> str:
    """Return "Hyresbostäder: två lokaler", the row's first reference before its name."""
    question = printer.library.questions[row.list]
    for field in question.fields:
        if field.input == "ref":
            target = printer.world.field(row, field.fact)
            if isinstance(target, Row):
                return f"{printer.row_name(target)}: {printer.row_name(row)}"
    return printer.row_name(row)


def amount_text(value: Value, name: str, printer: Printer) -> str:
    """Return an amount with its unit, or the span it lies in; it says so when only a figure leaves it unsure."""
    text = with_bounds(value, printer.library.schema.names[name].unit)
    if not isinstance(value, Unknown) or value.needs or not value.stuck:
        return text
    return f"{text}, {UNVERIFIED}" if value.stuck <= printer.library.figures.keys() else text


def with_bounds(value: Value, unit: str) -> str:
    """Return a value with its unit, or the span it lies in."""
    if isinstance(value, Decimal):
        return _with_unit(value, unit)
    if not isinstance(value, Unknown):
        return "0"
    if value.low is not None and value.low == value.high:
        return _with_unit(value.low, unit)
    if value.low is not None and value.high is not None:
        return f"mellan {_with_unit(value.low, unit)} och {_with_unit(value.high, unit)}"
    if value.low:
        return f"minst {_with_unit(value.low, unit)}"
    return "inte känt än"


def _with_unit(value: Decimal, unit: str) -> str:
    return swedish.kr(value) if unit == "kr" else f"{swedish.number(value)}{swedish.HARD_SPACE}{unit}".strip()
