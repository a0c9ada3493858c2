"""Values as a reader meets them: formatted when known, a placeholder with its owner when not."""

from datetime import date
from decimal import Decimal

from samverkansavtal.content.body import Hole
from samverkansavtal.content.records import Library, Question
from samverkansavtal.drafting.tree import Mark, Run
from samverkansavtal.language import swedish
from samverkansavtal.language.kinds import NUMBER, Kind
from samverkansavtal.language.nodes import Field, Items, Name, Names, Node
from samverkansavtal.language.parse import Filters
from samverkansavtal.language.values import Empty, Row, Unknown, Value, truth
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.planning.world import World

COMPANY = "bolaget"
NONE = "–"  # a table cell whose question does not apply
COUNTED = {"enhet": swedish.counted, "med_ord": swedish.in_words}


class Printer:
    """Prints values of one plan's world."""

    def __init__(self, library: Library, world: World) -> None:
        self.library = library
        self.world = world

    def hole(self, hole: Hole, items: Items) -> Run:
        """Return what a hole in a sentence prints."""
        value = hole.node.evaluate(self.world, items)
        if isinstance(value, Unknown):
            span = self.span(value, hole)
            return Run(span or self.placeholder(value, self.path_of(hole.node, items)), Mark.OPEN)
        if isinstance(hole.node, Names):
            return Run(self.names(hole.node, items), Mark.FILLED)
        text = self.formatted(value, hole.node.kind, hole.filters)
        return Run(text, Mark.OWN if hole.paragraph else Mark.FILLED)

    def span(self, value: Unknown, hole: Hole) -> str:
        """Return "mellan 8 109 000 kr och 8 110 000 kr" when only an unverified figure is in the way."""
        if hole.node.kind.name != NUMBER or value.needs or value.low is None or value.high is None:
            return ""
        low, high = (self.formatted(end, hole.node.kind, hole.filters) for end in (value.low, value.high))
        return f"{low} (inte verifierat)" if low == high else f"mellan {low} och {high} (inte verifierat)"

    def names(self, node: Names, items: Items) -> str:
        """Return "a, b och c" of a list's rows."""
        rows, _ = self.world.rows(node.list)
        found = []
        for row in rows:
            inner: Items = {**items, node.item: row}
            if node.condition is None or truth(node.condition.evaluate(self.world, inner)) is True:
                found.append(self.formatted(node.text.evaluate(self.world, inner), node.text.kind, ()))
        return swedish.listing(found)

    def formatted(self, value: Value, kind: Kind, filters: Filters) -> str:
        """Return a known value as text, by its kind and the filters after it."""
        text = _plain(value, kind)
        for name, words in filters:
            if isinstance(value, Decimal):
                text = {"kr": swedish.kr, "procent": swedish.percent}.get(name, swedish.number)(value)
                text = COUNTED[name](value, *words) if name in COUNTED else text
            if name == "versal":
                text = swedish.capital(text)
        return text

    def cell(self, node: Node, filters: Filters, items: Items) -> Run:
        """Return what a table cell prints; a dash where the question does not apply."""
        value = node.evaluate(self.world, items)
        if isinstance(value, Unknown):
            return Run(self.placeholder(value, self.path_of(node, items)), Mark.OPEN)
        return Run(
            NONE if isinstance(value, Empty) else self.formatted(value, node.kind, filters), Mark.FILLED
        )

    def path_of(self, node: Node, items: Items) -> str:
        """Return the path of the answer a hole prints, "" when it prints something worked out."""
        if isinstance(node, Name):
            return node.name if node.name in self.library.questions else ""
        if not isinstance(node, Field):
            return ""
        row = node.base.evaluate(self.world, items)
        if not isinstance(row, Row):
            return self.path_of(node.base, items)
        return row.path(node.name) if f"{row.list}.{node.name}" in self.library.questions else ""

    def placeholder(self, value: Unknown, path: str = "") -> str:
        """Return "[Fylls i av Läslandet: vem som skriver under]"."""
        paths = [path] if path else sorted(value.needs or value.stuck)
        if not paths:
            return "[Fylls i senare]"
        return self.open_place(paths[0])

    def open_place(self, path: str) -> str:
        """Return what stands where the answer at *path* is missing."""
        return f"[Fylls i av {self.owner(path)}: {self.label(path)}]"

    def label(self, path: str) -> str:
        """Return the noun phrase for a path's question, or the title of a figure or concept."""
        question = self.library.question(path)
        if question is not None:
            return f"fler rader, {question.label}" if path.endswith(".+") else question.label
        figure, concept = self.library.figures.get(path), self.library.concepts.get(path)
        named = figure or concept
        return named.title.lower() if named else path

    def owner(self, path: str) -> str:
        """Return who knows: the one a user named, the row's own party, or the question's standing answer."""
        answer = self.world.answers.values.get(path)
        if isinstance(answer, NotKnown) and answer.who:
            return answer.who
        question = self.library.question(path)
        if question is None:
            return "verktygets utvecklare"
        return self._knower(question, path)

    def _knower(self, question: Question, path: str) -> str:
        head, _, reference = question.who.partition(".")
        if question.list and head == question.item and not path.endswith(".+"):
            row = Row(question.list, path.split(".")[1])
            target: Value = self.world.field(row, reference) if reference else row
            if isinstance(target, Row):
                return self.row_name(target)
        return self.company() if head in (COMPANY, question.item) else question.who

    def row_name(self, row: Row) -> str:
        """Return the name a row goes by, or its place in the list while it has none."""
        question = self.library.questions[row.list]
        title = self.library.question(row.path(question.title))
        fields = (question.title, title.otherwise if title else "")
        for name in (self.world.field(row, field) for field in fields if field):
            if isinstance(name, str):
                return name
        keys = self.world.answers.keys(row.list)
        if row.key not in keys:
            return question.label
        return f"rad {keys.index(row.key) + 1} i {question.label}{self._about(row)}"

    def _about(self, row: Row) -> str:
        """Return whose a row without a name is, in brackets, when one of its fields points at another row."""
        fields = (one.fact for one in self.library.questions.values() if one.list == row.list)
        found = (self.world.field(row, field) for field in fields)
        return next((f" ({self.row_name(one)})" for one in found if isinstance(one, Row)), "")

    def company(self) -> str:
        """Return who "ni" are in the questions: the row that the table `bolaget` picks, when it has a name."""
        table = self.library.tables.get(COMPANY)
        for row in self.world.rows(table.rows)[0] if table else ():
            items: Items = {table.item: row} if table else {}
            if table is None or table.when is None or table.when.evaluate(self.world, items) is not True:
                continue
            name = table.columns[0].node.evaluate(self.world, items)
            if isinstance(name, str):
                return name
        return COMPANY

    def answer(self, path: str) -> str:
        """Return the answer at *path* as a person reads it."""
        question = self.library.question(path)
        given = self.world.answers.values.get(path)
        if question is None or given is None:
            if question is not None and question.standard is not None:
                return self.formatted(question.standard, question.kind, _filters(question)) or question.none
            return "inte besvarad"
        if isinstance(given, NotKnown):
            return f"vet inte än ({given.who or 'ingen är utsedd att ta reda på det'})"
        if isinstance(given, Empty):
            return question.none or "gäller inte oss"
        if question.input == "ref":
            return self.row_name(Row(question.of, str(given)))
        if isinstance(given, frozenset):
            labels = [label for name, label in question.kind.choices.items() if name in given]
            return "; ".join(labels) or "inget av valen"
        return self.formatted(given, question.kind, _filters(question))


def _filters(question: Question) -> Filters:
    if question.input in ("kr",):
        return (("kr", ()),)
    if question.input == "percent":
        return (("procent", ()),)
    return (("enhet", ("månad", "månader")),) if question.input == "months" else ()


def _plain(value: Value, kind: Kind) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, Decimal):
        return swedish.number(value)
    if isinstance(value, date):
        return swedish.day(value)
    if isinstance(value, frozenset):
        return swedish.listing([label for name, label in kind.choices.items() if name in value])
    if isinstance(value, str):
        return kind.choices.get(value, value)
    return ""
