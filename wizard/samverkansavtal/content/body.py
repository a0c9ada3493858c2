"""A text as a tree: sentences, items, tables, and what makes them stand or repeat."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverkansavtal.language.nodes import Node
from samverkansavtal.language.parse import Filters

CHOICE_ITEM = "val"


@dataclass(frozen=True, slots=True)
class Text:
    """The library's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term."""

    text: str


@dataclass(frozen=True, slots=True)
class Hole:
    """A value put into a sentence."""

    node: Node
    filters: Filters
    source: str
    paragraph: bool = False  # a whole paragraph the user wrote


@dataclass(frozen=True, slots=True)
class Reference:
    """`punkt("id")` or `bilaga("id")`."""

    word: str
    id: str


Piece = Text | Term | Hole | Reference


@dataclass(frozen=True, slots=True)
class Sentence:
    pieces: tuple[Piece, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Item:
    pieces: tuple[Piece, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Break:
    """A blank line: the next sentence starts a new paragraph."""

    line: int


@dataclass(frozen=True, slots=True)
class TableHere:
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class SignaturesHere:
    line: int


@dataclass(frozen=True, slots=True)
class MaterialHere:
    """A place in a paper for what the program works out, such as the timeline."""

    id: str
    line: int


@dataclass(frozen=True, slots=True)
class If:
    node: Node
    source: str
    children: "Body"
    line: int


@dataclass(frozen=True, slots=True)
class For:
    """Rows of a list, or the labels of the chosen choices when `choices` is given."""

    item: str
    list: str
    choices: Node | None
    node: Node | None
    children: "Body"
    line: int


BodyNode = Sentence | Item | Break | TableHere | SignaturesHere | MaterialHere | If | For
Body = tuple[BodyNode, ...]


def walk_body(body: Body) -> Iterator[BodyNode]:
    """Yield every node of *body*, outermost first."""
    for node in body:
        yield node
        if isinstance(node, If | For):
            yield from walk_body(node.children)


def asking(body: Body) -> Body:
    """Return *body* without what is the same whatever the answers are: what it needs is what is left."""
    found: list[BodyNode] = []
    for node in body:
        if isinstance(node, If | For):
            found.append(replace(node, children=asking(node.children)))
        elif isinstance(node, Sentence | Item):
            holes = tuple(piece for piece in node.pieces if isinstance(piece, Hole))
            found += [Sentence(holes, node.line)] if holes else []
        elif not isinstance(node, Break):
            found.append(node)
    return tuple(found)


def pieces_of(body: Body) -> Iterator[tuple[Piece, int]]:
    """Yield every piece of every sentence and item, with its line."""
    for node in walk_body(body):
        if isinstance(node, Sentence | Item):
            for piece in node.pieces:
                yield piece, node.line
