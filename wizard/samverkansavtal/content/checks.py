"""What single files cannot see: references, cycles, lists that may be empty, milder rules."""

from collections.abc import Iterator, Mapping

from samverkansavtal.content.body import Body, For, Hole, If, Reference, TableHere, pieces_of, walk_body
from samverkansavtal.content.builder import Builder
from samverkansavtal.content.frontmatter import Source, read_source
from samverkansavtal.content.records import Concept, Guards, Library, Question, Record
from samverkansavtal.errors import Problem
from samverkansavtal.language.nodes import Exists, Node, mentions, walk

SEVERITIES = ("note", "complete", "assess", "stop")


def check(builder: Builder, library: Library) -> None:
    """Report what is wrong between files."""
    builder.problems.extend(_references(library))
    builder.problems.extend(_cycles(library))
    builder.problems.extend(_empty_lists(library))
    builder.problems.extend(_twice(library))


def _references(library: Library) -> Iterator[Problem]:
    standing = set(library.model.provisions())
    annexes = {name for section in library.model.annexes for name in section.provisions}
    for provision in library.provisions.values():
        if provision.id not in standing:
            continue
        for variant in provision.variants:
            for piece, line in pieces_of(variant.body):
                if isinstance(piece, Reference):
                    targets = annexes if piece.word == "bilaga" else standing
                    if piece.id not in targets:
                        message = f'{piece.word}("{piece.id}") pekar på något som inte finns i modellen; skriv ett id som finns'
                        yield Problem(provision.record.path, line, message)
            for node in walk_body(variant.body):
                if isinstance(node, TableHere) and node.id not in library.tables:
                    yield Problem(
                        provision.record.path,
                        node.line,
                        f"tabellen ”{node.id}” finns inte; skriv namnet på en fil i tables",
                    )


def _twice(library: Library) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in library.model.provisions():
        if name in seen and name in library.provisions:
            path = library.provisions[name].record.path
            yield Problem(
                path, 1, f"bestämmelsen ”{name}” står två gånger i modellen; ta bort den ena ur model.toml"
            )
        seen.add(name)


def _cycles(library: Library) -> Iterator[Problem]:
    reads = {name: _concept_reads(concept) for name, concept in library.concepts.items()}
    for path, question in library.questions.items():
        reads[path] = frozenset().union(*(mentions(guard.node) for guard in question.when)) | _list_of(
            question
        )
    for name, figure in library.figures.items():
        reads[name] = frozenset((figure.at,)) if figure.at else frozenset()
    finished: set[str] = set()
    for name in sorted(reads):
        loop = _loop(name, reads, [], finished)
        if loop:
            record = library.concepts[loop[0]].record if loop[0] in library.concepts else None
            path = record.path if record else "templates/interview"
            yield Problem(path, 1, f"{' → '.join(loop)} går i cirkel; skriv om ett av villkoren")
            return


def _list_of(question: Question) -> frozenset[str]:
    return frozenset((question.list,)) if question.list else frozenset()


def _concept_reads(concept: Concept) -> frozenset[str]:
    guards: list[Guards] = [concept.when, concept.count, *(way.when for way in concept.unless)]
    guards += [amount.when for amount in concept.values]
    nodes = [guard.node for group in guards for guard in group] + [amount.node for amount in concept.values]
    return frozenset().union(*map(mentions, nodes))


def _loop(name: str, reads: Mapping[str, frozenset[str]], path: list[str], finished: set[str]) -> list[str]:
    if name in path:
        return [*path[path.index(name) :], name]
    if name in finished or name not in reads:
        return []
    for other in sorted(reads[name]):
        if found := _loop(other, reads, [*path, name], finished):
            return found
    finished.add(name)
    return []


def _empty_lists(library: Library) -> Iterator[Problem]:
    """`alla` over a list that may be empty is true of nobody: a lint error."""
    for path, node in expressions(library):
        for inner in walk(node):
            if isinstance(inner, Exists) and inner.quantifier == "alla":
                question = library.questions.get(inner.list)
                if question is None or not question.least:
                    message = f"alla({inner.list}, …) är sant för en tom lista; skriv min = 1 på frågan, eller ingen(…, not …)"
                    yield Problem(path, 1, message)


def expressions(library: Library) -> Iterator[tuple[str, Node]]:
    """Yield (path, expression) for everything in rules, concepts and provisions."""
    for rule in library.rules.values():
        for guard in (*rule.when, *rule.note_when):
            yield rule.record.path, guard.node
        yield from ((rule.record.path, node) for node in body_nodes(rule.body))
    for concept in library.concepts.values():
        for guard in (*concept.when, *concept.count, *(g for way in concept.unless for g in way.when)):
            yield concept.record.path, guard.node
        yield from ((concept.record.path, amount.node) for amount in concept.values)
    for provision in library.provisions.values():
        for guard in provision.when:
            yield provision.record.path, guard.node
        for variant in provision.variants:
            yield from ((provision.record.path, guard.node) for guard in variant.when)
            yield from ((provision.record.path, node) for node in body_nodes(variant.body))


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


def weakened(
    records: Mapping[tuple[str, str], Record], sources: Mapping[tuple[str, str], Source]
) -> tuple[str, ...]:
    """Return the rules that an upper layer has made milder, or whose conditions it has changed."""
    found = []
    for key, record in records.items():
        if key[0] in ("rule", "concept") and record.base is not None and key in sources:
            base = read_source(record.base.path, record.base.text)
            if isinstance(base, Source) and _milder(base.data, sources[key].data):
                found.append(key[1])
    return tuple(sorted(found))


def _milder(base: dict[str, object], data: dict[str, object]) -> bool:
    ranks = [
        SEVERITIES.index(str(d.get("severity", "note"))) if d.get("severity") in SEVERITIES else 0
        for d in (base, data)
    ]
    changed = any(
        base.get(key) != data.get(key) for key in ("when", "unless", "count", "values", "note_when", "asks")
    )
    return ranks[1] < ranks[0] or changed
