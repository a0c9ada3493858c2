"""One small change to an expression at a time: a connective, a limit, a quantifier, a condition turned around."""

from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal

from samverkansavtal.language.kinds import YESNO, Kind
from samverkansavtal.language.nodes import (
    And,
    Arithmetic,
    Compare,
    Exists,
    Field,
    Given,
    Is,
    Literal,
    Matches,
    Name,
    Node,
    Not,
    Or,
    Total,
    Unsure,
)
from samverkansavtal.language.writing import written

ALWAYS = Literal(True, Kind(YESNO))
LIMITS = {">=": ">", ">": ">=", "<=": "<", "<": "<=", "==": "!=", "!=": "=="}
MOVED = {">=": -1, ">": 1, "<=": 1, "<": -1, "==": 1, "!=": 1}  # the way that changing the sign does not go
SIGNS = {"+": "-", "-": "+", "*": "/", "/": "*"}
QUANTIFIERS = {"finns": "alla", "alla": "finns", "ingen": "finns"}
CLAIMS = (Is, Given, Matches, Unsure)


def flips(node: Node) -> Iterator[Node]:
    """Yield *node* with one thing in it flipped, each way once; never *node* itself."""
    told = {written(node)}
    for flipped in _flips(node):
        if written(flipped) not in told:
            told.add(written(flipped))
            yield flipped


def negated(node: Node) -> Node:
    """Return the opposite of a yes/no expression."""
    return node.child if isinstance(node, Not) else Not(node)


def _flips(node: Node) -> Iterator[Node]:
    yield from _here(node)
    if isinstance(node, Not):
        yield from (negated(child) for child in _flips(node.child))
    elif not isinstance(node, CLAIMS):
        yield from _below(node)


def _here(node: Node) -> Iterator[Node]:
    if isinstance(node, And | Or):
        yield Or(node.children) if isinstance(node, And) else And(node.children)
    elif isinstance(node, Compare):
        yield replace(node, operator=LIMITS[node.operator])
        yield from _moved(node)
    elif isinstance(node, Exists):
        yield replace(node, quantifier=QUANTIFIERS[node.quantifier])
    elif isinstance(node, Arithmetic):
        yield replace(node, operator=SIGNS[node.operator])
    elif isinstance(node, Total) and node.condition is not None:
        yield replace(node, condition=None)
    elif isinstance(node, CLAIMS) or (isinstance(node, Name | Field) and node.kind.name == YESNO):
        yield Not(node)


def _moved(node: Compare) -> Iterator[Node]:
    """Yield a comparison with its fixed limit moved by one."""
    step = MOVED[node.operator]
    if isinstance(node.right, Literal) and isinstance(node.right.value, Decimal):
        yield replace(node, right=replace(node.right, value=node.right.value + step))
    if isinstance(node.left, Literal) and isinstance(node.left.value, Decimal):
        yield replace(node, left=replace(node.left, value=node.left.value - step))


def _below(node: Node) -> Iterator[Node]:
    """Yield *node* with one of the expressions inside it flipped."""
    for part in fields(node):  # type: ignore[arg-type]  # every expression is a dataclass
        held = getattr(node, part.name)
        if isinstance(held, Node):
            yield from (replace(node, **{part.name: child}) for child in _flips(held))  # type: ignore[type-var]
        elif isinstance(held, tuple):
            for place, child in enumerate(held):
                for flipped in _flips(child):
                    yield replace(node, **{part.name: (*held[:place], flipped, *held[place + 1 :])})  # type: ignore[type-var]
