"""An expression written back as its author would write it."""

from decimal import Decimal

from samverkansavtal.language.logic import And, Compare, Exists, Given, Is, Matches, Not, Or, Unsure
from samverkansavtal.language.node import Field, Item, Literal, Name, Node
from samverkansavtal.language.quantities import Arithmetic, Months, Names, Total

LOOSE = (And, Or)


def written(node: Node) -> str:
    """Return *node* as text that reads back as the same expression."""
    if isinstance(node, Name | Item):
        return node.name
    if isinstance(node, Field):
        return f"{written(node.base)}.{node.name}"
    if isinstance(node, Literal):
        return f"{int(node.value):_}" if isinstance(node.value, Decimal) else str(node.value).lower()
    if isinstance(node, And | Or):
        first, *rest = node.children
        start = written(first) if type(first) is type(node) else _inside(first)
        return (" and " if isinstance(node, And) else " or ").join((start, *map(_inside, rest)))
    if isinstance(node, Not):
        return _denied(node.child)
    if isinstance(node, Is | Given | Unsure | Matches):
        return f"{written(node.child)} is {_test(node)}"
    if isinstance(node, Compare):
        return f"{written(node.left)} {node.operator} {written(node.right)}"
    if isinstance(node, Arithmetic):
        return f"{_factor(node.left)} {node.operator} {_factor(node.right)}"
    return _called(node)


def _inside(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, LOOSE) else written(node)


def _factor(node: Node) -> str:
    return f"({written(node)})" if isinstance(node, Arithmetic) else written(node)


def _denied(node: Node) -> str:
    if isinstance(node, Is | Given | Unsure | Matches):
        return f"{written(node.child)} is not {_test(node)}"
    return f"not ({written(node)})" if isinstance(node, (*LOOSE, Compare)) else f"not {written(node)}"


def _test(node: Node) -> str:
    if isinstance(node, Is | Matches):
        return node.test
    return "angiven" if isinstance(node, Given) else "vet_inte"


def _called(node: Node) -> str:
    if isinstance(node, Exists):
        return f"{node.quantifier}({node.list}, {written(node.condition)})"
    if isinstance(node, Months):
        return f"{node.word}({written(node.start)}, {written(node.end)})"
    if isinstance(node, Names):
        inner = [node.text, *([node.condition] if node.condition else [])]
        return f"lista({', '.join((node.list, *map(written, inner)))})"
    assert isinstance(node, Total)
    inner = [part for part in (node.amount, node.condition) if part is not None]
    return f"{'summa' if node.amount else 'antal'}({', '.join((node.list, *map(written, inner)))})"
