"""Body text → a tree. Structure is read line by line from the file; values come later, as runs of text.

text     = lines; a line is blank | sentence | "- " item | {% if E %} | {% for x in list [if E] %}
           | {% endif %} | {% endfor %} | {{ tabell("id") }} | {{ underskrifter() }} | {{ underlag("id") }}
sentence = characters, {{ expression | filter }}, {{ punkt("id") }}, {{ bilaga("id") }}, **term**
"""

import re
from collections.abc import Collection

from samverkansavtal.content.body import (
    CHOICE_ITEM,
    Body,
    BodyNode,
    Break,
    For,
    Hole,
    If,
    Item,
    MaterialHere,
    Piece,
    Reference,
    Sentence,
    SignaturesHere,
    TableHere,
    Term,
    Text,
)
from samverkansavtal.errors import Problem
from samverkansavtal.language.kinds import CHOICES, ROW, TEXT, Kind, Schema
from samverkansavtal.language.nodes import Node, mentions
from samverkansavtal.language.parse import condition, hole
from samverkansavtal.language.parser import Items
from samverkansavtal.language.syntax import LanguageError, call

MAX_SIZE = 20_000
MAX_NESTING = 8
MARKS = ("{", "}", "<", ">", "|", "`", "\\", "](", "**", "__")  # what a sentence of words never holds
HOLE = re.compile(r"\{\{(.*?)\}\}|\*\*(.+?)\*\*")
TAG = re.compile(r"\{%\s*(.*?)\s*%\}$")
FOR = re.compile(r"for\s+([a-z_]\w*)\s+in\s+([a-z_]\w*)(?:\s+if\s+(.+))?$", re.ASCII)
FORBIDDEN = re.compile(r"(#|>|\||`|<|\*(?!\*)|\+|~|=|\d+[.)]\s| {4}|\t|- ?$|[-_*]{3,}\s*$)")


def read_variants(text: str, first: int) -> list[tuple[str, str, int]]:
    """Return (variant id, text, first line) of each `## id`; what stands before the first has the id ""."""
    found: list[tuple[str, str, int]] = []
    lines: list[str] = []
    name, start = "", first
    for number, line in enumerate([*text.split("\n"), "## "], first):
        if not line.startswith("## "):
            lines.append(line)
            continue
        if name or any(map(str.strip, lines)):
            found.append((name, "\n".join(lines), start))
        name, lines, start = line[3:].strip(), [], number + 1
    return found


class BodyReader:
    """Reads one text; every mistake is kept with its line, and reading goes on."""

    def __init__(
        self, path: str, schema: Schema, paragraphs: frozenset[str], lost: Collection[str] = ()
    ) -> None:
        self.path = path
        self.schema = schema
        self.paragraphs = paragraphs  # facts that hold whole paragraphs
        self.lost = lost  # names that are missing only because the file that has them is wrong
        self.problems: list[Problem] = []
        self.lines: list[tuple[int, str]] = []
        self.position = 0
        self.nesting = 0

    def read(self, text: str, first: int, items: Items) -> Body:
        """Return the tree of *text*, whose first line is line *first* of the file."""
        if len(text) > MAX_SIZE:
            self.fail(first, f"texten är längre än {MAX_SIZE} tecken; dela upp den i flera filer")
            return ()
        self.lines = list(enumerate(text.rstrip("\n").split("\n"), first))
        self.position = 0
        return self.block(items, "")

    def fail(self, line: int, message: str, code: str = "SA001") -> None:
        self.problems.append(Problem(self.path, line, message, code))

    def block(self, items: Items, closing: str) -> Body:
        nodes: list[BodyNode] = []
        opened = self.lines[self.position - 1][0] if self.position else 1
        self.nesting += bool(closing)
        if self.nesting > MAX_NESTING:
            self.fail(opened, f"fler än {MAX_NESTING} block i varandra; dela upp texten i flera varianter")
            self.lines = []
        while self.position < len(self.lines):
            number, line = self.lines[self.position]
            self.position += 1
            tag = TAG.match(line)
            if tag and tag[1] == closing:
                self.nesting -= bool(closing)
                return tuple(nodes)
            node = self.tag(tag[1], items, number) if tag else self.line(line, items, number)
            if node is not None:
                nodes.append(node)
        self.nesting -= bool(closing)
        if closing and self.lines:
            self.fail(opened, f"blocket stängs aldrig; skriv {{% {closing} %}} på en egen rad")
        return tuple(nodes)

    def tag(self, inner: str, items: Items, number: int) -> BodyNode | None:
        if inner.startswith("if "):
            source = inner[3:].strip()
            node = self.expression(source, items, number)
            children = self.block(items, "endif")
            return If(node, source, children, number) if node else None
        if match := FOR.match(inner):
            return self.loop(match[1], match[2], match[3], items, number)
        self.fail(number, f"”{{% {inner} %}}” är inte tillåtet; skriv bara if, endif, for … in … och endfor")
        return None

    def loop(self, item: str, name: str, test: str | None, items: Items, number: int) -> BodyNode | None:
        kind = self.schema.names.get(name)
        rows = self.schema.lists.get(name)
        choices = None
        if kind is None and rows is None and name in self.lost:
            self.block({**items, item: Kind(TEXT) if item == CHOICE_ITEM else Kind(ROW, of=name)}, "endfor")
            return None
        if rows is not None and item == rows.item:
            bound: Items = {**items, item: Kind(ROW, of=name)}
        elif kind is not None and kind.name == CHOICES and item == CHOICE_ITEM and test is None:
            bound = {**items, item: Kind(TEXT)}
            choices = hole(name, self.schema)[0]
        else:
            expected = rows.item if rows else CHOICE_ITEM
            self.fail(
                number,
                f"”for {item} in {name}” går inte; skriv listans eget radnamn, till exempel for {expected} in …",
            )
            self.block(items, "endfor")
            return None
        if item in items:
            self.fail(number, f"”{item}” används redan här; en lista kan inte stå inuti sig själv")
        node = self.expression(test, bound, number) if test else None
        return For(item, name, choices, node, self.block(bound, "endfor"), number)

    def line(self, line: str, items: Items, number: int) -> BodyNode | None:
        if not line.strip():
            return Break(number)
        if line.startswith("- ") and line[2:].strip():
            line, item = line[2:].strip(), True
        else:
            item = False
        if FORBIDDEN.match(line) or (item and line.startswith("- ")) or line != line.strip():
            self.fail(
                number,
                "raden börjar eller slutar med något annat än en mening; skriv en mening per rad eller ”- ” före en punkt i en lista",
            )
            return None
        if item:
            return Item(self.pieces(line, items, number, item), number)
        alone = re.fullmatch(r"\{\{(.*?)\}\}", line)
        special = call(alone[1].strip()) if alone else None
        if special and special[0] == "tabell":
            return TableHere(special[1], number)
        if special and special[0] == "underlag":
            return MaterialHere(special[1], number)
        if special == ("underskrifter", ""):
            return SignaturesHere(number)
        return Sentence(self.pieces(line, items, number), number)

    def pieces(self, line: str, items: Items, number: int, item: bool = False) -> tuple[Piece, ...]:
        found: list[Piece] = []
        position = 0
        for match in HOLE.finditer(line):
            self.plain(line[position : match.start()], found, number)
            if match[2]:
                self.plain(match[2], found, number, Term)
            elif piece := self.hole(match[1].strip(), items, number, match[0] == line and not item):
                found.append(piece)
            position = match.end()
        self.plain(line[position:], found, number)
        return tuple(found)

    def plain(self, text: str, found: list[Piece], number: int, kind: type[Text] | type[Term] = Text) -> None:
        if mark := next((mark for mark in MARKS if mark in text), ""):
            rule = "{{ }} och ** i par, {% %} ensamt på sin rad, och annars bara vanlig text"
            self.fail(number, f"märket ”{mark}” står fel; skriv {rule}")
        elif text:
            found.append(kind(text))

    def hole(self, source: str, items: Items, number: int, alone: bool) -> Piece | None:
        special = call(source)
        if special and special[0] in ("punkt", "bilaga"):
            return Reference(*special)
        try:
            node, filters = hole(source, self.schema, items)
        except LanguageError as error:
            self.refuse(number, error)
            return None
        paragraph = not self.paragraphs.isdisjoint(mentions(node))
        if paragraph and not alone:
            self.fail(number, f"”{source}” är ett helt stycke; skriv det ensamt på raden")
        return Hole(node, filters, source, paragraph)

    def expression(self, source: str, items: Items, number: int) -> Node | None:
        try:
            return condition(source, self.schema, items)
        except LanguageError as error:
            self.refuse(number, error)
            return None

    def refuse(self, number: int, error: LanguageError) -> None:
        if error.missing not in self.lost:
            self.fail(number, str(error), error.code)
