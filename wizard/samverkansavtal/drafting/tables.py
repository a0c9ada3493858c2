"""Table definitions and a plan → tables whose sums agree, signature blocks and other listings."""

from collections.abc import Iterator
from decimal import Decimal

from samverkansavtal.content.records import TableDefinition
from samverkansavtal.drafting.tree import Mark, Run, Signature, Signatures, Table
from samverkansavtal.drafting.values import NONE, Printer
from samverkansavtal.language.kinds import NUMBER
from samverkansavtal.language.nodes import Items
from samverkansavtal.language.values import Unknown, Value, truth
from samverkansavtal.planning.plan import Plan
from samverkansavtal.planning.texts import SIGNATURES


def rows_of(plan: Plan, definition: TableDefinition, items: Items) -> Iterator[Items]:
    """Yield what each printed row binds."""
    rows, _ = plan.world.rows(definition.rows)
    for row in rows:
        inner: Items = {**items, definition.item: row}
        if definition.when is None or truth(definition.when.evaluate(plan.world, inner)) is not False:
            yield inner


def cells(plan: Plan, printer: Printer, name: str, items: Items) -> list[tuple[Run, ...]]:
    """Return the rows of the table *name*, a run a cell."""
    definition = plan.library.tables[name]
    return [
        tuple(printer.cell(column.node, column.filters, inner) for column in definition.columns)
        for inner in rows_of(plan, definition, items)
    ]


def table(plan: Plan, printer: Printer, name: str, items: Items) -> Table:
    """Return the table *name*; a column that applies to no row is left out.

    An amount that is not known makes its sum a placeholder too.
    """
    definition = plan.library.tables[name]
    rows = cells(plan, printer, name, items)
    places = [
        n for n in range(len(definition.columns)) if not rows or any(row[n].text != NONE for row in rows)
    ]
    columns = [definition.columns[place] for place in places]
    total: tuple[str, ...] = ()
    if definition.total:
        total = tuple(_total(plan, printer, definition, place, items) for place in places)
    return Table(
        title=definition.title,
        header=tuple(column.title for column in columns),
        rows=tuple(tuple((row[place],) for place in places) for row in rows),
        total=total,
        align=tuple("r" if column.node.kind.name == NUMBER else "l" for column in columns),
    )


def _total(plan: Plan, printer: Printer, definition: TableDefinition, place: int, items: Items) -> str:
    column = definition.columns[place]
    if not column.sum:
        return definition.total if place == 0 else ""
    values: list[Value] = [
        column.node.evaluate(plan.world, inner) for inner in rows_of(plan, definition, items)
    ]
    if any(isinstance(value, Unknown) for value in values):
        return "[Räknas ut när beloppen är klara]"
    amount = sum((value for value in values if isinstance(value, Decimal)), Decimal(0))
    return printer.formatted(amount, column.node.kind, column.filters)


def signatures(plan: Plan, printer: Printer, items: Items) -> Signatures:
    """Return a block for each party: the first column names it, the second its unit, the rest are people."""
    blocks = []
    for party, through, *people in cells(plan, printer, SIGNATURES, items):
        signing = tuple((person,) for person in people if person.text != NONE)
        blocks.append(Signature(party.text, "" if through.text == NONE else through.text, signing))
    return Signatures(tuple(blocks))


def lines(plan: Plan, printer: Printer, name: str) -> tuple[str, ...]:
    """Return a two-column table as "first: second" lines, such as a diary number for each public party."""
    if name not in plan.library.tables:
        return ()
    found = cells(plan, printer, name, {})
    return tuple(
        f"{first.text}: {second.text}" for first, second, *_ in found if second.mark is not Mark.OPEN
    )
