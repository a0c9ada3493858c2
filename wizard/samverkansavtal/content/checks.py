"""What single files cannot see: references, provisions that stand twice, lists that may be empty."""

import re
from collections.abc import Iterator

from samverkansavtal.content.body import (
    Body,
    For,
    Hole,
    If,
    MaterialHere,
    Reference,
    SignaturesHere,
    TableHere,
    pieces_of,
    walk_body,
)
from samverkansavtal.content.records import Concept, Form, Library, Paper, Provision, Record, Rule
from samverkansavtal.errors import Problem
from samverkansavtal.language.nodes import Exists, Node, walk


def line_with(text: str, word: str, after: int = 0, default: int = 1) -> int:
    """Return the first line after line *after* that holds *word* as a whole word."""
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    lines = enumerate(text.split("\n"), 1)
    return next((number for number, line in lines if number > after and pattern.search(line)), default)


def references(library: Library) -> Iterator[Problem]:
    """Report what refers to nothing, and references where there is nothing to refer from."""
    standing = set(library.model.provisions())
    for provision in library.provisions.values():
        if provision.id in standing:
            yield from _dangling(library, provision, standing)
    for paper in library.papers.values():
        yield from _in_paper(library, paper)
    owners: list[Rule | Concept | Form] = [*library.rules.values(), *library.concepts.values()]
    owners += library.forms.forms if library.forms else ()
    here = TableHere | SignaturesHere | MaterialHere
    for owner in owners:
        lines = [node.line for node in walk_body(owner.body) if isinstance(node, here)]
        lines += [line for piece, line in pieces_of(owner.body) if isinstance(piece, Reference)]
        message = "punkt, bilaga, tabell och underskrifter står bara i bestämmelser; skriv en mening utan dem"
        yield from (Problem(owner.record.path, line, message) for line in lines)


def _in_paper(library: Library, paper: Paper) -> Iterator[Problem]:
    """Report what a paper cannot hold: it has no numbers to refer to, and nobody signs it."""
    path = paper.record.path
    for body in (section.body for section in paper.sections):
        lines = [node.line for node in walk_body(body) if isinstance(node, SignaturesHere)]
        lines += [line for piece, line in pieces_of(body) if isinstance(piece, Reference)]
        message = "punkt, bilaga och underskrifter står bara i bestämmelser; skriv en mening utan dem"
        yield from (Problem(path, line, message) for line in lines)
        yield from _unknown_tables(library, body, path)


def _unknown_tables(library: Library, body: Body, path: str) -> Iterator[Problem]:
    for node in walk_body(body):
        if isinstance(node, TableHere) and node.id not in library.tables:
            message = f"tabellen ”{node.id}” finns inte; skriv namnet på en fil i tables"
            yield Problem(path, node.line, message, "SA208")


def _dangling(library: Library, provision: Provision, standing: set[str]) -> Iterator[Problem]:
    annexes = {name for section in library.model.annexes for name in section.provisions}
    path = provision.record.path
    for variant in provision.variants:
        for piece, line in pieces_of(variant.body):
            targets = annexes if isinstance(piece, Reference) and piece.word == "bilaga" else standing
            if isinstance(piece, Reference) and piece.id not in targets:
                what = f'{piece.word}("{piece.id}")'
                message = f"{what} pekar på något som inte finns i modellen; skriv ett id som finns"
                yield Problem(path, line, message, "SA202" if piece.word == "bilaga" else "SA201")
        for node in walk_body(variant.body):
            if isinstance(node, MaterialHere):
                yield Problem(path, node.line, "underlag står bara i papers; skriv en mening eller en tabell")
        yield from _unknown_tables(library, variant.body, path)


def twice(library: Library) -> Iterator[Problem]:
    """Report provisions that stand twice, where the uppermost layer says so."""
    names = list(library.model.provisions())
    models = [record for (kind, _), record in library.records.items() if kind == "model"]
    for name in sorted({name for name in names if names.count(name) > 1}):
        record = next(record for record in reversed(models) if f'"{name}"' in record.text)
        line = record.text[: record.text.rindex(f'"{name}"')].count("\n") + 1
        message = f"bestämmelsen ”{name}” står två gånger i modellen; ta bort den ena ur model.toml"
        yield Problem(record.path, line, message, "SA207")


def empty_lists(library: Library) -> Iterator[Problem]:
    """`alla` over a list that may be empty is true of nobody: a lint error."""
    for record, node in expressions(library):
        for inner in walk(node):
            if isinstance(inner, Exists) and inner.quantifier == "alla":
                question = library.questions[inner.list]
                if not question.least or question.when:
                    message = (
                        f"alla({inner.list}, …) är sant för en tom lista; "
                        "skriv min = 1 på en fråga utan when, eller ingen(…, not …)"
                    )
                    line = line_with(record.text, f"alla({inner.list}")
                    yield Problem(record.path, line, message, "SA105")


def expressions(library: Library) -> Iterator[tuple[Record, Node]]:
    """Yield (file, expression) for everything in questions, rules, concepts, provisions, forms and tables."""
    for question in library.questions.values():
        record = library.records["part", library.parts[question.order[0]].id]
        yield from ((record, guard.node) for guard in (*question.when, *question.full_when))
        yield from ((record, check.node) for check in question.checks)
    for rule in library.rules.values():
        yield from ((rule.record, guard.node) for guard in (*rule.when, *rule.note_when))
        yield from ((rule.record, node) for node in body_nodes(rule.body))
    for concept in library.concepts.values():
        guards = [*concept.when, *concept.count, *(g for way in concept.unless for g in way.when)]
        guards += [guard for amount in concept.values for guard in amount.when]
        yield from ((concept.record, guard.node) for guard in guards)
        yield from ((concept.record, amount.node) for amount in concept.values)
        yield from ((concept.record, node) for node in body_nodes(concept.body))
    for provision in library.provisions.values():
        yield from ((provision.record, guard.node) for guard in provision.when)
        for variant in provision.variants:
            yield from ((provision.record, guard.node) for guard in variant.when)
            yield from ((provision.record, node) for node in body_nodes(variant.body))
    for paper in library.papers.values():
        yield from ((paper.record, node) for node in paper_nodes(paper))
    yield from _of_forms(library)
    for name, table in library.tables.items():
        nodes = [column.node for column in table.columns] + ([table.when] if table.when else [])
        yield from ((library.records["table", name], node) for node in nodes)


def paper_nodes(paper: Paper) -> Iterator[Node]:
    """Yield every expression in a paper: what it and its sections depend on, and what they say."""
    yield from (guard.node for guard in paper.when)
    for section in paper.sections:
        yield from (guard.node for guard in section.when)
        yield from body_nodes(section.body)


def _of_forms(library: Library) -> Iterator[tuple[Record, Node]]:
    if library.forms is None:
        return
    for question in library.forms.own.values():
        yield from ((library.forms.record, guard.node) for guard in question.when)
    for assumption in library.forms.assumed:
        yield from ((library.forms.record, guard.node) for guard in assumption.when)
    for form in library.forms.forms:
        yield from ((form.record, guard.node) for reason in form.reasons() for guard in reason.when)
        yield from ((form.record, node) for node in body_nodes(form.body))


def body_nodes(body: Body) -> Iterator[Node]:
    """Yield every expression in a text."""
    for node in walk_body(body):
        if isinstance(node, If):
            yield node.node
        elif isinstance(node, For):
            yield from (found for found in (node.node, node.choices) if found is not None)
    for piece, _ in pieces_of(body):
        if isinstance(piece, Hole):
            yield piece.node
