"""What nothing reads: questions, concepts, figures, sources, tables, groups, choices and provisions."""

from collections.abc import Iterator, Sequence

from samverkansavtal.content.body import For, SignaturesHere, TableHere, walk_body
from samverkansavtal.content.checks import body_nodes, paper_nodes
from samverkansavtal.content.forming import form_library
from samverkansavtal.content.frontmatter import Location
from samverkansavtal.content.records import Library, Question, Record
from samverkansavtal.language.nodes import Is, Matches, Node, mentions, walk
from samverkansavtal.language.parser import NAMES
from samverkansavtal.planning.texts import DECISIONS, REFERENCES, SIGNATURES
from samverkansavtal.proving.branches import alike
from samverkansavtal.proving.finding import Finding, line_of
from samverkansavtal.proving.reach import concept_nodes, path_of, question_nodes

QUESTION = "frågan ”{}” läses av ingenting; använd svaret i en text eller regel, eller ta bort frågan"
CONCEPT = "begreppet ”{}” läses av ingenting; använd det eller ta bort filen"
FIGURE = "storheten ”{}” läses av ingenting; använd den eller ta bort filen"
SOURCE = "källan ”{}” nämns av ingen regel; ta bort den"
WORDS = "ordlistan ”{}” läses av ingenting; använd den eller ta bort filen"
TABLE = "tabellen ”{}” läses av ingenting; använd den eller ta bort filen"
GROUP = "gruppen ”{}” i ”{}” läses av ingenting; använd den eller ta bort den"
CHOICES = (
    "valen {} i ”{}” skiljs inte åt av någon text, regel eller fråga; slå ihop dem om svaret inte behövs"
)
PROVISION = "bestämmelsen ”{}” står i ingen modell; lägg till den i en model.toml eller ta bort den"


class Readers:
    """Who reads what, in everything a library holds."""

    def __init__(self, library: Library) -> None:
        self.names: dict[str, set[str]] = {}  # name → who reads it; "" is the agreement and the report
        self.tests: dict[str, dict[str, frozenset[str]]] = {}  # question → its tests, with their choices
        self.texts: set[str] = set()  # the tests that texts are put to
        for owner, node in _expressions(library):
            for name in mentions(node):
                self.names.setdefault(name, set()).add(owner)
            for inner in walk(node):
                if isinstance(inner, Is):
                    self.tests.setdefault(path_of(inner.child), {})[inner.test] = inner.members
                elif isinstance(inner, Matches):
                    self.texts.add(inner.test)
        for owner, name in _otherwise(library):
            self.names.setdefault(name, set()).add(owner)
        self.printed = {path_of(node) for node in _holes(library)}

    def read(self, name: str) -> bool:
        """Return whether anything but itself reads *name*."""
        return bool(self.names.get(name, set()) - {name})


def _expressions(library: Library) -> Iterator[tuple[str, Node]]:
    for name, concept in library.concepts.items():
        yield from ((name, node) for node in (*concept_nodes(concept), *body_nodes(concept.body)))
    for name, question in library.questions.items():
        yield from ((name, node) for node in question_nodes(question))
    yield from (("", node) for node in _holes(library))
    guards = [guard for outcome in library.report.outcomes for guard in outcome.when]
    for rule in library.rules.values():
        guards += [*rule.when, *rule.note_when]
    for provision in library.provisions.values():
        guards += [*provision.when, *(guard for variant in provision.variants for guard in variant.when)]
    if library.forms is not None:
        guards += [
            guard for form in library.forms.forms for reason in form.reasons() for guard in reason.when
        ]
        guards += [guard for assumption in library.forms.assumed for guard in assumption.when]
    yield from (("", guard.node) for guard in guards)
    yield from (("", table.when) for table in library.tables.values() if table.when is not None)


def _holes(library: Library) -> Iterator[Node]:
    """Yield the expressions in texts and tables."""
    yield from body_nodes(library.model.document)
    for rule in library.rules.values():
        yield from body_nodes(rule.body)
    for provision in library.provisions.values():
        for variant in provision.variants:
            yield from body_nodes(variant.body)
    for paper in library.papers.values():
        yield from paper_nodes(paper)
    for table in library.tables.values():
        yield from (column.node for column in table.columns)


def _otherwise(library: Library) -> Iterator[tuple[str, str]]:
    """Yield (who reads, what is read) that stands in no expression: lists, titles, dates of figures."""
    yield from (("", name) for name in (library.report.value, library.report.limit))
    yield from (("", rule.each) for rule in library.rules.values())
    yield from (("", paper.each) for paper in library.papers.values())
    yield from (("", table.rows) for table in library.tables.values())
    yield from ((name, figure.at) for name, figure in library.figures.items())
    yield from ((name, concept.each) for name, concept in library.concepts.items())
    for provision in library.provisions.values():
        yield "", provision.each
        for variant in provision.variants:
            yield from (("", node.list) for node in walk_body(variant.body) if isinstance(node, For))
    for name, question in library.questions.items():
        yield from _of_question(name, question)


def _of_question(name: str, question: Question) -> Iterator[tuple[str, str]]:
    if question.otherwise:
        yield name, f"{question.list}.{question.otherwise}"
    if question.is_list:
        yield "", f"{name}.{question.title}"
    elif question.of:
        yield name, question.of
    if question.list:
        yield "", f"{question.list}.{question.who.partition('.')[2]}"


def unused(library: Library) -> Iterator[Finding]:
    """Yield everything that nothing reads."""
    library = form_library(library)
    readers = Readers(library)
    for name, question in library.questions.items():
        if not readers.read(name):
            yield _at(*_question(library, question), "SA305", QUESTION.format(name))
        yield from _choices(library, readers, name, question)
    for name, concept in library.concepts.items():
        if not readers.read(name):
            yield _at(concept.record, ("title",), "SA309", CONCEPT.format(name))
    for name in library.figures:
        if not readers.read(name):
            yield _at(library.records["figure", name], ("title",), "SA307", FIGURE.format(name))
    for name in library.schema.words:
        if f"{NAMES}{name}" not in readers.texts:
            yield _at(library.records["words", name], ("title",), "SA314", WORDS.format(name))
    yield from _sources(library)
    yield from _tables(library)


def _choices(library: Library, readers: Readers, name: str, question: Question) -> Iterator[Finding]:
    record, place = _question(library, question)
    tests = readers.tests.get(name, {})
    for group in question.kind.groups.keys() - tests.keys():
        yield _at(record, (*place, "groups"), "SA311", GROUP.format(group, name))
    if not question.choices or name in readers.printed:
        return
    for members in alike(question.kind.choices, tests.values()):
        if len(members) > 1:
            named = " och ".join((", ".join(f"”{m}”" for m in members[:-1]), f"”{members[-1]}”"))
            yield _at(record, (*place, "choices"), "SA306", CHOICES.format(named, name))


def _sources(library: Library) -> Iterator[Finding]:
    for (kind, _), record in library.records.items():
        if kind == "sources":
            used = {rule.source for rule in library.rules.values()}
            for name in library.sources.keys() - used:
                yield _at(record, ("sources", name), "SA308", SOURCE.format(name))


def _tables(library: Library) -> Iterator[Finding]:
    bodies = [variant.body for p in library.provisions.values() for variant in p.variants]
    bodies += [section.body for paper in library.papers.values() for section in paper.sections]
    nodes = [node for body in bodies for node in walk_body(body)]
    used = {node.id for node in nodes if isinstance(node, TableHere)} | {REFERENCES, DECISIONS}
    used |= {SIGNATURES} if any(isinstance(node, SignaturesHere) for node in nodes) else set()
    used |= {question.who for question in library.questions.values()}  # the table that tells who "ni" are
    for name in library.tables.keys() - used:
        yield _at(library.records["table", name], ("title",), "SA310", TABLE.format(name))


def homeless(libraries: Sequence[Library]) -> Iterator[Finding]:
    """Yield the provisions that stand in none of *libraries*' models."""
    standing = {name for library in libraries for name in library.model.provisions()}
    for library in libraries:
        for name, provision in library.provisions.items():
            if name not in standing:
                yield _at(provision.record, ("title",), "SA301", PROVISION.format(name))


def _question(library: Library, question: Question) -> tuple[Record, Location]:
    part, number, field = question.order
    inner: Location = ("fields", field - 1) if question.list else ()
    return library.records["part", library.parts[part].id], ("questions", number, *inner)


def _at(record: Record, place: Location, code: str, message: str) -> Finding:
    return Finding(record.path, line_of(record, place), code, message)
