"""Questions → concepts → rules and provisions as a Mermaid drawing, around one name or within one area."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from samverkansavtal.content.records import Library
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.reads import Reader, closure, reads
from samverkansavtal.language import swedish

MOST = 150  # boxes that can still be read
HINT = "Skriv en regel (PROC-16), en bestämmelse, ett begrepp (kontrakt), en fråga (urval) eller ett område (avtal)."
Known = Mapping[Reader, frozenset[str]]
SHAPES = {
    "question": ('(["', '"])'),
    "concept": ('{{"', '"}}'),
    "figure": ('[/"', '"/]'),
    "rule": ('["', '"]'),
    "provision": ('[["', '"]]'),
}


@dataclass(frozen=True, order=True, slots=True)
class Box:
    kind: str
    id: str
    title: str


@dataclass(frozen=True)
class Graph:
    """Boxes and who reads whom: an arrow goes from what is read to what reads it."""

    boxes: tuple[Box, ...]
    arrows: tuple[tuple[Box, Box], ...]


def graph(library: Library, around: str = "") -> Graph:
    """Return a drawing of what reads what.

    Around a rule, a provision, a concept or a figure: all it rests on, and what reads it. Around a question:
    what reads it, through concepts. Of an area such as `avtal`: what its rules or provisions read
    themselves. Without a name: the concepts, with what they rest on.

    Raises:
        SamverkanError: nothing is called that, or it would be too big to read.
    """
    known = {reader: names for reader, names in reads(library).items() if reader.kind != "question"}
    boxes = _boxes(library)
    pairs = _pairs(known, library, _numbered(around, library))
    drawn = {(boxes[name], _box(reader)) for name, reader in pairs if name in boxes}
    arrows = tuple(sorted((a, b) for a, b in drawn if a != b))
    found = tuple(sorted({box for arrow in arrows for box in arrow}))
    if not found:
        raise SamverkanError(f"”{around}” finns inte, eller läser och läses av inget. {HINT}")
    if len(found) > MOST:
        raise SamverkanError(f"Bilden skulle få {len(found)} rutor och går inte att läsa. {HINT}")
    return Graph(found, arrows)


def _numbered(name: str, library: Library) -> str:
    """Return the id of a rule that is called by its number."""
    numbers = {rule.nr.casefold(): rule.id for rule in library.rules.values() if rule.nr}
    return numbers.get(name.casefold(), name)


def _pairs(known: Known, library: Library, around: str) -> Iterator[tuple[str, Reader]]:
    """Yield (what is read, who reads it)."""
    if not around:
        yield from _rest_on([reader for reader in known if reader.kind in ("concept", "figure")], known)
        return
    yield from _rest_on([reader for reader in known if reader.id.startswith(f"{around}/")], known)
    own = [reader for reader in known if reader.id == around]
    names = closure({name for reader in own for name in known[reader]}, library)
    yield from _rest_on(
        [*own, *(r for r in known if r.kind in ("concept", "figure") and r.id in names)], known
    )
    yield from _readers(around, known, frozenset())


def _rest_on(readers: Iterable[Reader], known: Known) -> Iterator[tuple[str, Reader]]:
    return ((name, reader) for reader in readers for name in known[reader])


def _readers(name: str, known: Known, seen: frozenset[str]) -> Iterator[tuple[str, Reader]]:
    """Yield who reads *name*; what is read through a concept is told as far as concepts go."""
    for reader, names in known.items():
        if name not in names or (seen and reader.kind != "concept"):
            continue
        yield name, reader
        if reader.kind == "concept" and reader.id not in seen:
            yield from _readers(reader.id, known, seen | {name, reader.id})


def _boxes(library: Library) -> dict[str, Box]:
    """Return every name that can be read, as a box; the fields of a list are one box, the list."""
    boxes = {}
    for name in library.questions:
        fact = name.partition(".")[0]
        boxes[name] = Box("question", fact, swedish.capital(library.questions[fact].label))
    boxes |= {name: Box("concept", name, concept.title) for name, concept in library.concepts.items()}
    return boxes | {name: Box("figure", name, figure.title) for name, figure in library.figures.items()}


def _box(reader: Reader) -> Box:
    return Box(reader.kind, reader.id, reader.title)


def mermaid(found: Graph) -> Iterator[str]:
    """Yield the drawing as Mermaid text."""
    names = {box: f"n{number}" for number, box in enumerate(found.boxes)}
    yield "flowchart LR"
    for box in found.boxes:
        opening, closing = SHAPES[box.kind]
        yield f"    {names[box]}{opening}{_safe(box.title)}{closing}"
    yield from (f"    {names[a]} --> {names[b]}" for a, b in found.arrows)


def _safe(title: str) -> str:
    return title.replace('"', "'").replace("#", "nr ")
