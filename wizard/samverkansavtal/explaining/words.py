"""Conditions in words: labels, titles and choices instead of names and signs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from samverkansavtal.content.records import Library, Question
from samverkansavtal.drafting.values import Printer
from samverkansavtal.language import swedish
from samverkansavtal.language.kinds import CHOICES, DATE, NUMBER
from samverkansavtal.language.nodes import (
    And,
    Arithmetic,
    Compare,
    Exists,
    Field,
    Given,
    Is,
    Item,
    Items,
    Literal,
    Matches,
    Months,
    Name,
    Names,
    Node,
    Not,
    Or,
    Total,
    Unsure,
)
from samverkansavtal.language.values import Row

COMPARED = {"<": "under", "<=": "högst", ">": "över", ">=": "minst", "==": "samma som", "!=": "annat än"}
DATED = {**COMPARED, "<": "före", "<=": "senast", ">": "efter", ">=": "tidigast"}
COUNTED = {"+": "plus", "-": "minus", "*": "gånger", "/": "delat med"}
ROWS = {"finns": "någon rad i", "alla": "alla rader i", "ingen": "ingen rad i"}
ENOUGH = 3  # choices named one by one


@dataclass(frozen=True)
class Words:
    """Says expressions in Swedish; a `printer` knows the rows by name."""

    library: Library
    printer: Printer | None = None

    def claim(self, node: Node, items: Items) -> str:
        """Return what *node* claims, as a sentence without its full stop."""
        return swedish.capital(self.say(node, items))

    def say(self, node: Node, items: Items) -> str:
        """Return *node* in words, to stand inside a sentence."""
        if isinstance(node, And | Or):
            word = " samt " if isinstance(node, And) else " eller "
            return word.join(self.say(child, items) for child in node.children)
        if isinstance(node, Not):
            return self._denied(node.child, items)
        if isinstance(node, Compare):
            return self._compared(node, items)
        if isinstance(node, Exists):
            inner = self.say(node.condition, items)
            return f"{ROWS[node.quantifier]} {self._label(node.list)} där {inner}"
        if isinstance(node, Is | Given | Unsure | Matches):
            return f"{self.thing(node.child, items)}: {self.wanted(node)}"
        if self.is_question(node):
            return f"{self.thing(node, items)}: ja"
        return self.thing(node, items)

    def wanted(self, node: Node) -> str:
        """Return which answers make a claim about one answer true."""
        if isinstance(node, Not):
            inner = self.wanted(node.child)
            return {"ja": "nej", "angivet": "inget angivet"}.get(inner, f"något annat än {inner}")
        return self._wanted(node) if isinstance(node, Is | Given | Unsure | Matches) else "ja"

    def thing(self, node: Node, items: Items) -> str:
        """Return the noun phrase for an amount, an answer or a row."""
        if isinstance(node, Name):
            return self.named(node.name)
        if isinstance(node, Field):
            return self._field(node, items)
        if isinstance(node, Item):
            row = items.get(node.name)
            known = self.printer.row_name(row) if self.printer and isinstance(row, Row) else ""
            return known or "just den raden"
        if isinstance(node, Literal):
            return literal(node)
        return self._worked_out(node, items)

    def named(self, name: str) -> str:
        """Return the label of a question, or the title of a concept or a figure."""
        question = self.library.questions.get(name)
        if question is not None:
            return question.label
        found = self.library.concepts.get(name) or self.library.figures.get(name)
        return lowered(found.title) if found else name

    def is_question(self, node: Node) -> bool:
        """Return whether a person answers what *node* names."""
        return self._question(node) is not None

    def _question(self, node: Node) -> Question | None:
        if isinstance(node, Name):
            return self.library.questions.get(node.name)
        if isinstance(node, Field):
            return self.library.questions.get(f"{node.base.kind.of}.{node.name}")
        return None

    def _label(self, name: str) -> str:
        return self.library.questions[name].label

    def _field(self, node: Field, items: Items) -> str:
        question = self._question(node)
        concept = self.library.concepts.get(f"{node.base.kind.of}.{node.name}")
        label = question.label if question else lowered(concept.title) if concept else node.name
        return f"{label} hos {self.thing(node.base, items)}" if isinstance(node.base, Field) else label

    def _denied(self, node: Node, items: Items) -> str:
        subject = node.child if isinstance(node, Is | Given) else node
        if subject is not node or self.is_question(node):
            return f"{self.thing(subject, items)}: {self.wanted(Not(node))}"
        return f"ska inte stämma: {self.say(node, items)}"

    def _wanted(self, node: Is | Given | Unsure | Matches) -> str:
        if isinstance(node, Given):
            return "angivet"
        if isinstance(node, Unsure):
            return "vet inte än"
        if isinstance(node, Matches):
            return node.say
        question = self._question(node.child)
        if question is not None and node.test in question.group_labels:
            return question.group_labels[node.test]
        known = node.child.kind.choices
        labels = [f"”{label}”" for name, label in known.items() if name in node.members]
        others = [f"”{label}”" for name, label in known.items() if name not in node.members]
        if len(labels) > ENOUGH and len(others) < len(labels) and node.child.kind.name != CHOICES:
            return f"något annat än {shortened(others)}"
        return shortened(labels)

    def _compared(self, node: Compare, items: Items) -> str:
        words = DATED if node.left.kind.name == DATE else COMPARED
        numbers = node.left.kind.name == NUMBER
        word = {"==": "lika med", "!=": "inte lika med"}.get(node.operator) if numbers else None
        left, right = self.thing(node.left, items), self.thing(node.right, items)
        return f"{left} är {word or words[node.operator]} {right}"

    def _worked_out(self, node: Node, items: Items) -> str:
        if isinstance(node, Total):
            rows = self._label(node.list)
            limited = f" där {self.say(node.condition, items)}" if node.condition else ""
            if node.amount is None:
                return f"antal rader i {rows}{limited}"
            return f"summan av {self.thing(node.amount, items)} i {rows}{limited}"
        if isinstance(node, Arithmetic):
            return f"{self.thing(node.left, items)} {COUNTED[node.operator]} {self.thing(node.right, items)}"
        if isinstance(node, Months):
            counted = "hela månader" if node.whole else "månader"
            return f"{counted} från {self.thing(node.start, items)} till {self.thing(node.end, items)}"
        if isinstance(node, Names):
            return f"namnen i {self._label(node.list)}"
        return self.say(node, items)


def shortened(labels: list[str]) -> str:
    """Return "a, b eller c", of many only the first ones and how many more there are."""
    if len(labels) > ENOUGH:
        labels = [*labels[: ENOUGH - 1], f"{len(labels) - ENOUGH + 1} till"]
    return swedish.listing(labels, "eller")


def literal(node: Literal) -> str:
    """Return a number with its unit, or ja or nej."""
    if isinstance(node.value, Decimal):
        unit = node.kind.unit
        return swedish.kr(node.value) if unit == "kr" else f"{swedish.number(node.value)} {unit}".strip()
    return "ja" if node.value else "nej"


def lowered(text: str) -> str:
    """Return *text* to stand inside a sentence; a word in capitals keeps them."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def with_unit(value: Decimal | date, unit: str) -> str:
    """Return an amount or a day as a person reads it."""
    if isinstance(value, date):
        return swedish.day(value)
    return swedish.kr(value) if unit == "kr" else f"{swedish.number(value)}{swedish.HARD_SPACE}{unit}".strip()
