"""What reads what: rules, provisions and concepts → the facts, concepts and figures they read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samverkansavtal.content.checks import body_nodes
from samverkansavtal.content.records import Concept, Guards, Library, Provision, Rule
from samverkansavtal.language.nodes import Node, mentions


@dataclass(frozen=True, order=True, slots=True)
class Reader:
    """A rule, a provision, a concept or a question that reads something."""

    kind: str
    id: str
    title: str


def nodes_of(found: Rule | Provision | Concept) -> Iterator[Node]:
    """Yield every expression that decides or fills a rule, a provision or a concept."""
    yield from _nodes(found.when)
    if isinstance(found, Rule):
        yield from (*_nodes(found.note_when), *body_nodes(found.body))
    elif isinstance(found, Provision):
        for variant in found.variants:
            yield from (*_nodes(variant.when), *body_nodes(variant.body))
    else:
        yield from _nodes(found.count)
        for way in found.unless:
            yield from _nodes(way.when)
        for amount in found.values:
            yield from (*_nodes(amount.when), amount.node)


def _nodes(guards: Guards) -> Iterator[Node]:
    return (guard.node for guard in guards)


def mentioned(nodes: Iterable[Node]) -> frozenset[str]:
    """Return every name that *nodes* read."""
    return frozenset[str]().union(*map(mentions, nodes))


def reads(library: Library) -> dict[Reader, frozenset[str]]:
    """Return what each rule, each provision of the model, each concept and each question's `when` reads."""
    standing = set(library.model.provisions())
    found: dict[Reader, frozenset[str]] = {}
    for name, concept in library.concepts.items():
        found[Reader("concept", name, concept.title)] = mentioned(nodes_of(concept))
    for figure in library.figures.values():
        found[Reader("figure", figure.id, figure.title)] = frozenset({figure.at} - {""})
    for rule in library.rules.values():
        found[Reader("rule", rule.id, rule.title)] = mentioned(nodes_of(rule))
    for provision in library.provisions.values():
        if provision.id in standing:
            found[Reader("provision", provision.id, provision.title)] = mentioned(nodes_of(provision))
    for name, question in library.questions.items():
        guards = (*question.when, *question.full_when)
        found[Reader("question", name, question.ask)] = mentioned(guard.node for guard in guards)
    return found


def readers(name: str, library: Library) -> tuple[Reader, ...]:
    """Return what reads *name* itself, by kind and id."""
    return tuple(sorted(reader for reader, names in reads(library).items() if name in names))


def closure(names: Iterable[str], library: Library) -> frozenset[str]:
    """Return *names* and everything they are worked out from."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        if name in library.concepts:
            waiting += mentioned(nodes_of(library.concepts[name]))
        elif name in library.figures and library.figures[name].at:
            waiting.append(library.figures[name].at)
    return frozenset(found)


def listed(found: Iterable[Reader]) -> dict[str, tuple[Reader, ...]]:
    """Return readers by kind, in the order they came."""
    by_kind: dict[str, list[Reader]] = {}
    for reader in found:
        by_kind.setdefault(reader.kind, []).append(reader)
    return {kind: tuple(group) for kind, group in by_kind.items()}
