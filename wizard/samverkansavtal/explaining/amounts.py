"""Amounts as steps: how much, which way of counting applied, and the dated figure with its source."""

from collections.abc import Iterator
from dataclasses import replace

from samverkansavtal.content.records import Amount, Concept, Figure, Period
from samverkansavtal.explaining.step import Step, Teller, answer_text, outcome_of, path_of
from samverkansavtal.explaining.value import UNVERIFIED, amount_text, row_text, with_bounds
from samverkansavtal.explaining.words import with_unit
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import Arithmetic, Field, Item, Items, Name, Node, Total, walk
from samverkansavtal.language.values import Row, Unknown


def amount_steps(node: Node, items: Items, told: Teller) -> Iterator[Step]:
    """Yield what an amount, a day or a row in a comparison is, and how it was reached."""
    concept = told.library.concepts.get(node.name) if isinstance(node, Name) else None
    figure = told.library.figures.get(node.name) if isinstance(node, Name) else None
    if concept is not None:
        yield concept_amount(concept, told)
    elif figure is not None:
        yield figure_step(figure, told) if told.printer else Step(figure.title, law=figure.law)
    elif (path := path_of(node, items, told)) and told.printer is not None and told.world is not None:
        yield Step(answer_text(path, node.evaluate(told.world, items), told.printer), path=path)


def concept_amount(concept: Concept, told: Teller, items: Items | None = None) -> Step:
    """Return a worked-out amount, of a row where it is about rows, with the way of counting that applied."""
    below = tuple(_counted(concept, told, items or {}))
    if told.printer is None:
        return Step(concept.title, children=below, law=concept.law)
    row = (items or {}).get(concept.item)
    if isinstance(row, Row):
        value = with_bounds(told.printer.world.field(row, concept.id), concept.kind.unit)
    else:
        value = amount_text(told.printer.world.fact(concept.id), concept.id, told.printer)
    return Step(f"{concept.title}: {value}", children=below, law=concept.law)


def _counted(concept: Concept, told: Teller, items: Items) -> Iterator[Step]:
    if told.world is None and told.inside:
        return
    if concept.id in told.told and not items:
        yield Step("Se ovan")
        return
    told.told.add(concept.id)
    told = replace(told, inside=True)
    for way in concept.values:
        applies = told.world.holds(way.when, items) if told.world is not None else None
        if applies is False:
            continue
        if way.when:
            heading = "När det här stämmer" if told.world is None else "Räknas så här, därför att"
            yield Step(heading, children=tuple(_chosen(way, told, items)))
        if isinstance(way.node, Arithmetic) or told.world is None:
            yield Step(f"Räknas så här: {told.words.thing(way.node, items)}")
        yield from _parts(way.node, told, items)
        if applies is True:
            return


def _chosen(amount: Amount, told: Teller, items: Items) -> Iterator[Step]:
    """Yield the lines that picked this way of counting."""
    for guard in amount.when:
        yield Step(
            told.words.claim(guard.node, items), outcome_of(guard.node, items, told), code=guard.source
        )


def _parts(node: Node, told: Teller, items: Items) -> Iterator[Step]:
    for inner in walk(node):
        if isinstance(inner, Total):
            yield from _rows(inner, told)
        elif isinstance(inner, Name) or _of_this_row(inner, items):
            yield from amount_steps(inner, items, told)


def _of_this_row(node: Node, items: Items) -> bool:
    return isinstance(node, Field) and isinstance(node.base, Item) and node.base.name in items


def _rows(node: Total, told: Teller) -> Iterator[Step]:
    if told.printer is None:
        return
    parts, more = node.parts(told.printer.world, {})
    for row, value in parts:
        path = path_of(node.amount, {node.item: row}, told) if node.amount is not None else ""
        amount = "inte känt än" if isinstance(value, Unknown) else with_unit(value, node.kind.unit)  # type: ignore[arg-type]
        yield Step(f"{row_text(row, told.printer)}: {amount}", path=path)
    if more is not None:
        yield Step("Fler rader kan komma", "open", path=f"{node.list}.+")


def figure_step(figure: Figure, told: Teller) -> Step:
    """Return a dated figure: the period that the answers picked, or every period."""
    if told.printer is None:
        return Step(
            figure.title, children=tuple(Step(period_text(p, figure)) for p in figure.periods), law=figure.law
        )
    period, below = _picked(figure, told)
    if period is None:
        value = amount_text(told.printer.world.fact(figure.id), figure.id, told.printer)
        return Step(f"{figure.title}: {value}", "open", below, law=figure.law)
    return Step(f"{figure.title}: {period_text(period, figure)}", children=below, law=figure.law)


def _picked(figure: Figure, told: Teller) -> tuple[Period | None, tuple[Step, ...]]:
    if not figure.at:
        return figure.periods[-1], ()
    assert told.printer is not None
    day = told.printer.world.fact(figure.at)
    below = tuple(amount_steps(Name(figure.at, told.library.schema.names[figure.at]), {}, told))
    known = [
        period for period in figure.periods if isinstance(day, type(period.start)) and period.start <= day
    ]
    return (known[-1] if known else None), below


def period_text(period: Period, figure: Figure) -> str:
    """Return "700 000 kr, från och med 1 februari 2022 (källa)"."""
    unit = figure.kind.unit
    if period.value is not None:
        value = with_unit(period.value, unit)
    else:
        low, high = period.between or (None, None)
        assert low is not None
        assert high is not None
        ends = f"mellan {with_unit(low, unit)} och {with_unit(high, unit)}"
        value = f"{with_unit(low, unit) if low == high else ends}, {UNVERIFIED}"
    return f"{value}, från och med {swedish.day(period.start)} ({period.source})"
