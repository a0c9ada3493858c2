"""A provision's text as it stands in the library: every value by its label, every condition in words."""

from collections.abc import Iterator

from samverkansavtal.content.body import (
    Body,
    Break,
    For,
    Hole,
    If,
    Item,
    Piece,
    Reference,
    Sentence,
    TableHere,
    Term,
    Text,
)
from samverkansavtal.content.records import Library
from samverkansavtal.drafting.compose import merged
from samverkansavtal.drafting.tree import Bullets, Mark, Paragraph, ReportBlock, Run
from samverkansavtal.explaining.words import Words

SIGNATURES = "[Underskrifter: en ruta för varje part]"


def printed(body: Body, library: Library) -> Iterator[ReportBlock]:
    """Yield the text, paragraph by paragraph; what depends on answers is marked and says on what."""
    runs: list[Run] = []
    items: list[tuple[Run, ...]] = []
    for node, said in _lines(body, Words(library), ()):
        if items and not isinstance(node, Item):
            yield Bullets(tuple(items))
            items = []
        if isinstance(node, Sentence):
            runs += [*([Run(" ")] if runs else []), *said]
            continue
        if runs:
            yield Paragraph(merged(runs))
            runs = []
        if isinstance(node, Item):
            items.append(merged(said))
        elif said:
            yield Paragraph(merged(said))
    if runs:
        yield Paragraph(merged(runs))
    if items:
        yield Bullets(tuple(items))


Node = Sentence | Item | Break | TableHere


def _lines(body: Body, words: Words, under: tuple[str, ...]) -> Iterator[tuple[Node, list[Run]]]:
    """Yield each line with its runs; *under* are the conditions around it, told before it."""
    for node in body:
        if isinstance(node, Sentence | Item):
            said = [run for piece in node.pieces for run in _piece(piece, words)]
            yield node, [*_told(under), *said]
        elif isinstance(node, If):
            yield from _lines(node.children, words, (*under, f"Bara om {words.say(node.node, {})}"))
        elif isinstance(node, For):
            yield from _lines(node.children, words, (*under, _for_each(node, words)))
        elif isinstance(node, TableHere):
            title = words.library.tables[node.id].title
            yield node, [*_told(under), Run(f"[Tabell: {title}]", Mark.OPEN)]
        else:
            said = [] if isinstance(node, Break) else [*_told(under), Run(SIGNATURES, Mark.OPEN)]
            yield Break(node.line), said


def _told(under: tuple[str, ...]) -> list[Run]:
    """Return the conditions that what follows stands under."""
    return [Run(f"[{' Och: '.join(under)}:] ", Mark.OPEN)] if under else []


def _for_each(node: For, words: Words) -> str:
    if node.choices is not None:
        return f"En gång för varje val i {words.thing(node.choices, {})}"
    label = words.library.questions[node.list].label
    limited = f" där {words.say(node.node, {})}" if node.node is not None else ""
    return f"En gång för varje rad i {label}{limited}"


def _piece(piece: Piece, words: Words) -> Iterator[Run]:
    if isinstance(piece, Text):
        yield Run(piece.text)
    elif isinstance(piece, Term):
        yield Run(piece.text, Mark.TERM)
    elif isinstance(piece, Hole):
        yield Run(f"[{words.thing(piece.node, {})}]", Mark.OPEN)
    else:
        yield Run(_reference(piece, words.library))


def _reference(piece: Reference, library: Library) -> str:
    title = library.provisions[piece.id].title if piece.id in library.provisions else piece.id
    return f"{piece.word} ”{title}”"
