"""A text and a world → paragraphs, lists and tables, still without numbers.

`if` never breaks a paragraph; a blank line, an item and each pass of a `for` do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from samverkansavtal.content.body import (
    Body,
    BodyNode,
    Break,
    For,
    Hole,
    If,
    Item,
    MaterialHere,
    Piece,
    Sentence,
    SignaturesHere,
    TableHere,
)
from samverkansavtal.language.nodes import Items
from samverkansavtal.language.values import Unknown, truth
from samverkansavtal.planning.texts import passes
from samverkansavtal.planning.world import World


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or item with what it is said about; `doubt` when it is not sure to stand."""

    pieces: tuple[Piece, ...]
    items: Items
    doubt: Unknown | None = None


@dataclass(slots=True)
class FlowParagraph:
    said: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class FlowItems:
    said: list[Said] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FlowTable:
    id: str
    items: Items


@dataclass(frozen=True, slots=True)
class FlowSignatures:
    items: Items


@dataclass(frozen=True, slots=True)
class FlowMaterial:
    id: str
    items: Items


FlowBlock = FlowParagraph | FlowItems | FlowTable | FlowSignatures | FlowMaterial
Event = tuple[BodyNode, Items, Unknown | None]


def flow(body: Body, world: World, items: Items) -> list[FlowBlock]:
    """Return the blocks of *body*, in order."""
    blocks: list[FlowBlock] = []
    fresh = True
    for node, bound, doubt in _events(body, world, items, None):
        if isinstance(node, Break):
            fresh = True
        elif isinstance(node, Sentence):
            if fresh or not blocks or not isinstance(blocks[-1], FlowParagraph):
                blocks.append(FlowParagraph())
            _last(blocks).said.append(Said(node.pieces, bound, doubt))
            fresh = False
        elif isinstance(node, Item):
            if not blocks or not isinstance(blocks[-1], FlowItems):
                blocks.append(FlowItems())
            _last(blocks).said.append(Said(node.pieces, bound, doubt))
            fresh = True
        elif isinstance(node, TableHere):
            blocks.append(FlowTable(node.id, bound))
            fresh = True
        elif isinstance(node, SignaturesHere):
            blocks.append(FlowSignatures(bound))
            fresh = True
        elif isinstance(node, MaterialHere):
            blocks.append(FlowMaterial(node.id, bound))
            fresh = True
    return blocks


def _open_choices(node: For) -> BodyNode:
    """Return one item or sentence that names the list of choices nobody has made yet."""
    assert node.choices is not None
    hole = Hole(node.choices, (), node.list)
    item = any(isinstance(child, Item) for child in node.children)
    return Item((hole,), node.line) if item else Sentence((hole,), node.line)


def _last(blocks: list[FlowBlock]) -> FlowParagraph | FlowItems:
    block = blocks[-1]
    assert isinstance(block, FlowParagraph | FlowItems)
    return block


def _events(body: Body, world: World, items: Items, doubt: Unknown | None) -> Iterator[Event]:
    for node in body:
        if isinstance(node, If):
            stands = truth(node.node.evaluate(world, items))
            if stands is not False:
                yield from _events(
                    node.children, world, items, stands if isinstance(stands, Unknown) else doubt
                )
        elif isinstance(node, For):
            for inner, stands in passes(node, world, items):
                if stands is True:
                    yield Break(node.line), inner, doubt
                    yield from _events(node.children, world, inner, doubt)
                elif stands is not False and node.choices is not None:
                    yield _open_choices(node), items, doubt
            yield Break(node.line), items, doubt
        else:
            yield node, items, doubt
