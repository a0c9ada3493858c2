"""The answers behind a finding or a provision, with concepts followed down to what a person said."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverkansavtal.content.records import Concept, Guards, Library
from samverkansavtal.drafting.values import Printer
from samverkansavtal.language.nodes import Exists, Field, Item, Items, Name, Names, Node, Total, walk
from samverkansavtal.language.values import Row
from samverkansavtal.planning.plan import PlannedRule

MOST = 8
LISTED = "se svaren i slutet"  # a whole list is told as a table of its own


@dataclass(frozen=True, slots=True)
class Behind:
    """One answer: its path, its label and what was answered."""

    path: str
    label: str
    answer: str


def behind(guards: Guards, items: Items, printer: Printer) -> tuple[Behind, ...]:
    """Return the answers that *guards* rest on, at most eight.

    What the lines name themselves comes first; only when they name no question is the last line's
    concept followed down to the answers it was worked out from.
    """
    paths: dict[str, None] = {}
    for guard in guards:
        paths.update(dict.fromkeys(_direct(guard.node, items, printer)))
    if not paths and guards:
        paths.update(dict.fromkeys(_paths(guards[-1].node, items, printer, set())))
    lists = printer.library.schema.lists
    answers = [path for path in paths if path not in lists] or list(paths)
    return tuple(_one(path, printer) for path in answers[:MOST])


def _one(path: str, printer: Printer) -> Behind:
    if path in printer.library.schema.lists:
        return Behind(path, printer.library.questions[path].label, LISTED)
    return Behind(path, printer.label(path), printer.answer(path))


def tested(planned: PlannedRule, printer: Printer) -> bool:
    """Return whether the line that let a rule pass rests on something a person answered.

    A question that does not apply lets a rule pass too, but nothing was tested.
    """
    if not planned.why:
        return True
    failed = planned.rule.when[len(planned.why) - 1]
    paths = list(_direct(failed.node, planned.items, printer))
    return not paths or any(path in printer.world.seen for path in paths)


def _direct(node: Node, items: Items, printer: Printer) -> Iterator[str]:
    for inner in walk(node):
        if isinstance(inner, Name) and inner.name in printer.library.questions:
            yield inner.name
        elif isinstance(inner, Field) and isinstance(inner.base, Item) and inner.base.name in items:
            row = items[inner.base.name]
            if isinstance(row, Row) and f"{row.list}.{inner.name}" in printer.library.questions:
                yield row.path(inner.name)


def _paths(node: Node, items: Items, printer: Printer, seen: set[str]) -> Iterator[str]:
    for inner in walk(node):
        if isinstance(inner, Name):
            yield from _of_name(inner.name, printer, seen)
        elif isinstance(inner, Field) and isinstance(inner.base, Item) and inner.base.name in items:
            row = items[inner.base.name]
            if isinstance(row, Row):
                yield from _of_field(row, inner.name, items, printer, seen)
        elif isinstance(inner, Exists | Total | Names):
            yield inner.list


def _of_field(row: Row, name: str, items: Items, printer: Printer, seen: set[str]) -> Iterator[str]:
    concept = printer.library.concepts.get(f"{row.list}.{name}")
    if concept is None:
        yield row.path(name)
    else:
        yield from _of_concept(concept, items, printer, seen)


def _of_name(name: str, printer: Printer, seen: set[str]) -> Iterator[str]:
    if name in seen:
        return
    seen.add(name)
    library: Library = printer.library
    if name in library.concepts:
        yield from _of_concept(library.concepts[name], {}, printer, seen)
    elif name in library.figures and library.figures[name].at:
        yield library.figures[name].at
    elif name in library.questions:
        yield name


def _of_concept(concept: Concept, items: Items, printer: Printer, seen: set[str]) -> Iterator[str]:
    nodes = [guard.node for guard in (*concept.when, *concept.count)]
    nodes += [guard.node for way in concept.unless for guard in way.when]
    for amount in concept.values:
        nodes += [guard.node for guard in amount.when] + [amount.node]
    for node in nodes:
        yield from _paths(node, items, printer, seen)
