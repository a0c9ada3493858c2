"""What reads what: circles, and chains too long to follow."""

import re
from collections.abc import Iterator, Mapping

from samverkansavtal.content.checks import body_nodes, line_with
from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Concept, Library, Provision, Record
from samverkansavtal.errors import Problem
from samverkansavtal.language.nodes import Node, mentions

READS = re.compile(r'\s*((when|otherwise|full|count|value|at)\s*=|"|\{%)|.*\{\{')  # lines that name facts
MAX_LEVELS = 100  # of expressions within expressions, concepts followed


def chains(library: Library) -> Iterator[Problem]:
    """Report the first circle, or the first chain that is too long."""
    nodes = {name: list(_concept_nodes(concept)) for name, concept in library.concepts.items()}
    for path, question in library.questions.items():
        nodes[path] = [guard.node for guard in (*question.when, *question.full_when)]
    nodes[EFFECTS] = [
        node for provision in library.provisions.values() for node in _provision_nodes(provision)
    ]
    reads = {name: frozenset().union(*map(mentions, inner)) for name, inner in nodes.items()}
    reads |= {name: frozenset((figure.at,)) for name, figure in library.figures.items() if figure.at}
    for path, question in library.questions.items():
        reads[path] |= {question.list} if question.list else frozenset()
        reads[path] |= {f"{question.list}.{question.otherwise}"} if question.otherwise else frozenset()
    levels = {name: 2 + max(map(_levels, inner), default=0) for name, inner in nodes.items()}
    heights: dict[str, int] = {}
    for name in sorted(reads):
        try:
            _height(name, reads, levels, [], heights)
        except _TooLongError as error:
            yield _problem(library, error.path)
            return


class _TooLongError(Exception):
    def __init__(self, path: list[str]) -> None:
        self.path = path
        super().__init__()


def _height(
    name: str,
    reads: Mapping[str, frozenset[str]],
    levels: Mapping[str, int],
    path: list[str],
    heights: dict[str, int],
) -> int:
    """Return how many levels *name* is worked out in."""
    if name in path:
        raise _TooLongError([*path[path.index(name) :], name])
    if name not in heights:
        longer = [*path, name]
        under = [_height(other, reads, levels, longer, heights) for other in sorted(reads.get(name, ()))]
        heights[name] = levels.get(name, 1) + max(under, default=0)
        if heights[name] > MAX_LEVELS or len(longer) > MAX_LEVELS:
            raise _TooLongError(longer)
    return heights[name]


def _levels(node: Node) -> int:
    return 1 + max(map(_levels, node.children), default=0)


def _concept_nodes(concept: Concept) -> Iterator[Node]:
    ways = [guard for way in concept.unless for guard in way.when]
    whens = [guard for amount in concept.values for guard in amount.when]
    yield from (guard.node for guard in (*concept.when, *concept.count, *ways, *whens))
    yield from (amount.node for amount in concept.values)


def _provision_nodes(provision: Provision) -> Iterator[Node]:
    yield from (guard.node for guard in provision.when)
    for variant in provision.variants:
        yield from (guard.node for guard in variant.when)
        yield from body_nodes(variant.body)


def _problem(library: Library, path: list[str]) -> Problem:
    if path[0] != path[-1] or len(path) == 1:
        record, line = _place(library, path[0], path[-1])
        return Problem(
            record.path, line, f"kedjan av villkor från ”{path[0]}” är för lång; dela upp den", "SA103"
        )
    record, line = _place(library, path[0], path[1])
    return Problem(record.path, line, f"{' → '.join(path)} går i cirkel; skriv om ett av villkoren", "SA103")


def _place(library: Library, name: str, read: str) -> tuple[Record, int]:
    """Return the file and the line where *name* reads *read*."""
    after = 0
    if name in library.concepts:
        record = library.concepts[name].record
    elif name in library.figures:
        record = library.records["figure", name]
    elif name in library.questions:
        question = library.questions[name]
        record = library.records["part", library.parts[question.order[0]].id]
        after = line_with(record.text, f'fact = "{question.list or name}"')
        after = line_with(record.text, f'fact = "{question.fact}"', after - 1)
    else:
        files = [provision.record for provision in library.provisions.values()]
        record = next(file for file in files if line_with(file.text, read, default=0))
    lines = record.text.split("\n")
    word = re.compile(rf"(?<!\w){re.escape(read.rpartition('.')[2])}(?!\w)")
    reading = (n for n, text in enumerate(lines, 1) if n > after and READS.match(text) and word.search(text))
    return record, next(reading, after or 1)
