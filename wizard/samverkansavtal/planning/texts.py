"""The three-valued walk of a text: what it needs, whatever will be printed."""

from collections.abc import Iterable, Iterator

from samverkansavtal.content.body import (
    CHOICE_ITEM,
    Body,
    BodyNode,
    For,
    Hole,
    If,
    Item,
    Sentence,
    SignaturesHere,
    TableHere,
)
from samverkansavtal.content.records import Library
from samverkansavtal.language.node import Items, Node
from samverkansavtal.language.values import NOTHING, Truth, Unknown, Value, truth
from samverkansavtal.planning.world import World

SIGNATURES = "underskrifter"  # the table definition that tells what a signature block shows
SAID = (Sentence, Item)
DECISIONS = "beslut"  # the one that tells when each party decides: papers say it, the interview never asks
REFERENCES = "diarienummer"  # the one that tells each public party's number, on page 1


def needs_of(body: Body, library: Library, world: World, items: Items) -> frozenset[str]:
    """Return the facts that *body* still needs before every word of it is known."""
    found = NOTHING
    for node in body:
        found |= _needs(node, library, world, items)
    return found


def _needs(node: BodyNode, library: Library, world: World, items: Items) -> frozenset[str]:
    if isinstance(node, SAID):
        holes = [piece.node for piece in node.pieces if isinstance(piece, Hole)]
        return _needs_of_values(holes, world, items)
    if isinstance(node, If):
        stands = truth(node.node.evaluate(world, items))
        if isinstance(stands, Unknown):
            return stands.needs
        return needs_of(node.children, library, world, items) if stands else NOTHING
    if isinstance(node, For):
        found = NOTHING
        for inner, stands in passes(node, world, items):
            if isinstance(stands, Unknown):
                found |= stands.needs
            elif stands:
                found |= needs_of(node.children, library, world, inner)
        return found
    if isinstance(node, TableHere | SignaturesHere):
        return table_needs(node.id if isinstance(node, TableHere) else SIGNATURES, library, world, items)
    return NOTHING


def passes(node: For, world: World, items: Items) -> Iterator[tuple[Items, Truth]]:
    """Yield what each pass of a `for` binds, and whether it is printed; last, whether more may come."""
    if node.choices is not None:
        chosen = node.choices.evaluate(world, items)
        if isinstance(chosen, Unknown):
            yield items, chosen
        for label in labels(chosen, node):
            yield {**items, CHOICE_ITEM: label}, True
        return
    rows, more = world.rows(node.list)
    for row in rows:
        inner: Items = {**items, node.item: row}
        yield inner, True if node.node is None else truth(node.node.evaluate(world, inner))
    if more is not None:
        yield items, more


def labels(chosen: Value, node: For) -> list[str]:
    """Return the labels of the chosen choices, in authored order."""
    known = node.choices.kind.choices if node.choices else {}
    return [label for name, label in known.items() if isinstance(chosen, frozenset) and name in chosen]


def table_needs(name: str, library: Library, world: World, items: Items) -> frozenset[str]:
    """Return what the table *name* still needs before every cell is known."""
    table = library.tables.get(name)
    if table is None:
        return NOTHING
    rows, more = world.rows(table.rows)
    found = more.needs if more else NOTHING
    for row in rows:
        inner: Items = {**items, table.item: row}
        stands = True if table.when is None else truth(table.when.evaluate(world, inner))
        if isinstance(stands, Unknown):
            found |= stands.needs
        elif stands:
            found |= _needs_of_values([column.node for column in table.columns], world, inner)
    return found


def _needs_of_values(nodes: Iterable[Node], world: World, items: Items) -> frozenset[str]:
    found = NOTHING
    for node in nodes:
        value = node.evaluate(world, items)
        if isinstance(value, Unknown):
            found |= value.needs
    return found
