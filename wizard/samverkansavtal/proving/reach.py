"""What a claim rests on: every name, test, comparison and list that can decide it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from samverkansavtal.content.records import Concept, Library, Question
from samverkansavtal.language.kinds import DATE, NUMBER
from samverkansavtal.language.nodes import (
    Compare,
    Exists,
    Field,
    Is,
    Literal,
    Matches,
    Name,
    Names,
    Node,
    Total,
    Unsure,
    mentions,
)
from samverkansavtal.language.parser import NAMES


@dataclass(frozen=True, slots=True)
class Signs:
    """What one expression reads, in the terms a branch is made of."""

    names: frozenset[str]
    tests: tuple[tuple[str, frozenset[str]], ...]  # question → the choices one test stands for
    texts: tuple[tuple[str, str], ...]  # path and a text that fulfils a test of it
    compares: tuple[Compare, ...]
    unsure: tuple[str, ...]
    lists: tuple[tuple[str, int, tuple[str, ...]], ...]  # list, witnesses, the lists it stands inside


@dataclass
class Reach:
    """Everything reached from a claim's expressions; concepts held free are not looked into."""

    names: set[str] = field(default_factory=set)
    tests: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    texts: dict[str, set[str]] = field(default_factory=dict)
    compares: list[Compare] = field(default_factory=list)
    amounts: list[tuple[str, Node]] = field(default_factory=list)  # concept → one of its amounts
    unsure: set[str] = field(default_factory=set)
    lists: list[tuple[str, int, tuple[str, ...]]] = field(default_factory=list)

    def add(self, signs: Signs, outer: tuple[str, ...]) -> None:
        for path, members in signs.tests:
            self.tests.setdefault(path, set()).add(members)
        for path, text in signs.texts:
            self.texts.setdefault(path, set()).add(text)
        self.compares.extend(signs.compares)
        self.unsure.update(signs.unsure)
        self.lists.extend((name, count, (*outer, *inner)) for name, count, inner in signs.lists)


class Index:
    """What each name of one library rests on, worked out once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._signs: dict[int, Signs] = {}
        self._files_of: dict[str, frozenset[str]] = {}
        self._deciding: dict[str, tuple[tuple[Node, ...], frozenset[str]]] = {}

    def signs(self, node: Node) -> Signs:
        """Return what *node* reads."""
        key = id(node)
        if key not in self._signs:
            self._signs[key] = _signs(node)
        return self._signs[key]

    def deciding(self, name: str) -> tuple[tuple[Node, ...], frozenset[str]]:
        """Return the expressions and the further names that decide *name*."""
        if name not in self._deciding:
            self._deciding[name] = tuple(self._nodes(name)), frozenset(self._names(name))
        return self._deciding[name]

    def _nodes(self, name: str) -> Iterator[Node]:
        if concept := self.library.concepts.get(name):
            yield from concept_nodes(concept)
        elif question := self.library.questions.get(name):
            yield from question_nodes(question)

    def _names(self, name: str) -> Iterator[str]:
        figure, question = self.library.figures.get(name), self.library.questions.get(name)
        if figure is not None and figure.at:
            yield figure.at
        if question is not None and question.list:
            yield question.list
            if question.otherwise:
                yield f"{question.list}.{question.otherwise}"

    def files(self, roots: Iterable[Node], names: Iterable[str]) -> frozenset[str]:
        """Return the texts of the files that decide *roots* and *names*, all concepts followed."""
        read = {*names, *(name for root in roots for name in self.signs(root).names)}
        return frozenset[str]().union(*map(self._behind, read))

    def _behind(self, name: str) -> frozenset[str]:
        """Return the texts of the files that decide *name*."""
        if name not in self._files_of:
            found: set[str] = set()
            waiting = [name]
            while waiting:
                inner = waiting.pop()
                if inner not in found:
                    found.add(inner)
                    waiting.extend(self._direct(inner))
            self._files_of[name] = frozenset(filter(None, map(self._text, found)))
        return self._files_of[name]

    def _direct(self, name: str) -> frozenset[str]:
        nodes, further = self.deciding(name)
        return further.union(*(self.signs(node).names for node in nodes))

    def _text(self, name: str) -> str:
        library = self.library
        if concept := library.concepts.get(name):
            return concept.record.text
        if question := library.questions.get(name):
            return library.records["part", library.parts[question.order[0]].id].text
        if words := library.records.get(("words", name.removeprefix(NAMES))):
            return words.text
        return library.records["figure", name].text if name in library.figures else ""

    def reach(self, roots: Iterable[Node], names: Iterable[str], free: frozenset[str]) -> Reach:
        """Return what *roots* and *names* rest on, the concepts in *free* not looked into."""
        found = Reach()
        waiting: list[tuple[str, tuple[Node, ...]]] = [("", tuple(roots))]
        todo = list(names)
        while waiting or todo:
            if waiting:
                owner, nodes = waiting.pop()
                concept = self.library.concepts.get(owner)
                outer = (concept.each,) if concept is not None and concept.each else ()
                for node in nodes:
                    signs = self.signs(node)
                    found.add(signs, outer)
                    todo.extend(signs.names - found.names)
                continue
            name = todo.pop()
            if name in found.names:
                continue
            found.names.add(name)
            if name not in free:
                nodes, further = self.deciding(name)
                waiting.append((name, nodes))
                todo.extend(further)
                if concept := self.library.concepts.get(name):
                    found.amounts.extend((name, amount.node) for amount in concept.values)
        return found


def concept_nodes(concept: Concept) -> Iterator[Node]:
    """Yield every expression of a concept."""
    yield from (guard.node for guard in (*concept.when, *concept.count))
    yield from (guard.node for way in concept.unless for guard in way.when)
    for amount in concept.values:
        yield from (guard.node for guard in amount.when)
        yield amount.node


def question_nodes(question: Question) -> Iterator[Node]:
    """Yield every expression of a question: when it is asked, when it is full, what it must fulfil."""
    yield from (guard.node for guard in (*question.when, *question.full_when))
    yield from (check.node for check in question.checks)


def path_of(node: Node) -> str:
    """Return the question, concept or figure that a name or a field stands for, "" for anything else."""
    if isinstance(node, Name):
        return node.name
    return f"{node.base.kind.of}.{node.name}" if isinstance(node, Field) else ""


def _signs(root: Node) -> Signs:
    tests, texts, compares, unsure, lists = [], [], [], [], []
    counted: dict[int, int] = {}
    words: set[str] = set()
    stack: list[tuple[Node, tuple[str, ...]]] = [(root, ())]
    while stack:
        node, outer = stack.pop()
        if isinstance(node, Is):
            tests.append((path_of(node.child), node.members))
        elif isinstance(node, Matches):
            texts.append((path_of(node.child), node.sample))
            words.add(node.test)
        elif isinstance(node, Unsure):
            unsure.append(path_of(node.child))
        elif isinstance(node, Compare) and node.left.kind.name in (NUMBER, DATE):
            compares.append(node)
            counted.update(_counted(node))
        if isinstance(node, Exists | Total | Names):
            lists.append((node.list, counted.get(id(node), 1), outer))
            outer = (*outer, node.list)
        stack.extend((child, outer) for child in node.children)
    names = mentions(root) | words
    return Signs(names, tuple(tests), tuple(texts), tuple(compares), tuple(unsure), tuple(lists))


def _counted(node: Compare) -> Iterator[tuple[int, int]]:
    """Yield how many rows it takes to decide `antal(…) >= n`."""
    for side, other in ((node.left, node.right), (node.right, node.left)):
        if isinstance(side, Total) and isinstance(other, Literal) and not isinstance(other.value, bool):
            yield id(side), int(other.value) + 1
