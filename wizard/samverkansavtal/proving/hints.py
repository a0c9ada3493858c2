"""Static hints: places where a person would be sent back to a question they have already passed."""

from collections.abc import Iterable, Iterator

from samverkansavtal.content.body import Body, TableHere, walk_body
from samverkansavtal.content.checks import body_nodes
from samverkansavtal.content.records import Guard, Library, Provision
from samverkansavtal.language.nodes import Node, mentions
from samverkansavtal.proving.finding import Finding, line_of
from samverkansavtal.proving.reach import concept_nodes


def jump_backs(library: Library) -> list[Finding]:
    """Return a finding for each question or text that would send a person back.

    A question sends one back when it depends on a later one; a text when it mentions a question that
    stands before what its guard depends on, and nothing asks that question anyway.
    """
    return sorted({*_questions(library), *_provisions(library)})


def _questions(library: Library) -> Iterator[Finding]:
    for path, question in library.questions.items():
        for name in _asked(library, (guard.node for guard in question.when)):
            if library.questions[name].order[:2] > question.order[:2]:
                part, number, field = question.order
                place = ("questions", number, *(("fields", field - 1) if question.list else ()), "when")
                record = library.records["part", library.parts[part].id]
                message = f"frågan ”{path}” beror på ”{name}”, som ställs senare; flytta en av dem"
                yield Finding(record.path, line_of(record, place), "SA601", message)


def _provisions(library: Library) -> Iterator[Finding]:
    always = {
        fact for name in library.model.provisions() for fact in _always(library, library.provisions[name])
    }
    always |= _asked(library, body_nodes(library.model.document))
    for name in library.model.provisions():
        provision = library.provisions[name]
        said = [_said(library, variant.body) for variant in provision.variants]
        in_all = set.intersection(*said)
        for variant, facts in zip(provision.variants, said, strict=True):
            for fact in sorted(facts - always):
                guards = [*provision.when, *(() if fact in in_all else variant.when)]
                if _stands_before(library, fact, guards):
                    message = (
                        f"”{name}” nämner ”{fact}”, som ställs före det som avgör om den står; flytta frågan"
                    )
                    yield Finding(
                        provision.record.path, line_of(provision.record, ("when",)), "SA601", message
                    )


def _stands_before(library: Library, fact: str, guards: list[Guard]) -> bool:
    places = [library.questions[name].order[:2] for name in _asked(library, (guard.node for guard in guards))]
    return bool(places) and library.questions[fact].order[:2] < max(places)


def _said(library: Library, body: Body) -> set[str]:
    """Return the questions that a text mentions, its tables included."""
    tables = [library.tables[node.id] for node in walk_body(body) if isinstance(node, TableHere)]
    columns = [column.node for table in tables for column in table.columns]
    return _asked(library, [*body_nodes(body), *columns])


def _always(library: Library, provision: Provision) -> set[str]:
    """Return the questions that a provision needs whatever the answers are."""
    if provision.when:
        return set()
    return set.intersection(*(_said(library, variant.body) for variant in provision.variants))


def _asked(library: Library, nodes: Iterable[Node]) -> set[str]:
    """Return the questions that *nodes* rest on, concepts followed down to what a person answers."""
    found: set[str] = set()
    waiting = [name for node in nodes for name in mentions(node)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in library.questions:
            found.add(name)
        elif name in library.concepts:
            waiting += [inner for node in concept_nodes(library.concepts[name]) for inner in mentions(node)]
    return found
