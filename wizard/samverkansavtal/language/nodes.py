"""Expressions as trees that evaluate themselves, three-valued: every kind of node, and how to walk them."""

from collections.abc import Iterator

from samverkansavtal.language.logic import And, Compare, Exists, Given, Is, Matches, Not, Or, Unsure
from samverkansavtal.language.node import BOOL, Field, Item, Items, Literal, Name, Node, World
from samverkansavtal.language.quantities import Arithmetic, Months, Names, Total, months_between, whole_months

__all__ = [
    "BOOL",
    "And",
    "Arithmetic",
    "Compare",
    "Exists",
    "Field",
    "Given",
    "Is",
    "Item",
    "Items",
    "Literal",
    "Matches",
    "Months",
    "Name",
    "Names",
    "Node",
    "Not",
    "Or",
    "Total",
    "Unsure",
    "World",
    "mentions",
    "months_between",
    "walk",
    "whole_months",
]


def walk(node: Node) -> Iterator[Node]:
    """Yield *node* and everything in it."""
    yield node
    for child in node.children:
        yield from walk(child)


def mentions(node: Node) -> frozenset[str]:
    """Return what *node* reads: names, `list.field` paths and list names."""
    found = set()
    for inner in walk(node):
        if isinstance(inner, Name):
            found.add(inner.name)
        elif isinstance(inner, Field):
            found.add(f"{inner.base.kind.of}.{inner.name}")
        elif isinstance(inner, Exists | Total | Names):
            found.add(inner.list)
    return frozenset(found)
