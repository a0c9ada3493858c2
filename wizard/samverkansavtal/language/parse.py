"""Text → expression. Jinja2 parses; whatever is not named here is refused, in Swedish.

Kinds are checked on the way: a misspelt choice, kronor against months or a number used as yes/no
never gets past loading.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from samverkansavtal.language.kinds import (
    CHOICE,
    CHOICES,
    DATE,
    NUMBER,
    ROW,
    SWEDISH,
    TEXT,
    YESNO,
    Kind,
    Schema,
)
from samverkansavtal.language.nodes import (
    And,
    Arithmetic,
    Compare,
    Exists,
    Field,
    Given,
    Is,
    Item,
    Literal,
    Months,
    Name,
    Names,
    Node,
    Not,
    Or,
    Total,
    Unsure,
)

MAX_LENGTH = 1_000
MAX_DEPTH = 30
PARSER = Environment(autoescape=False)
PARSER.globals.clear()
OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
SIGNS = {nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/"}
QUANTIFIERS = ("finns", "alla", "ingen")
Items = dict[str, Kind]  # item name → what it is bound to: a row, or the label of a choice
FILTERS: dict[str, tuple[str, int]] = {  # name → the kind it needs, how many words it takes
    "kr": (NUMBER, 0),
    "datum": (DATE, 0),
    "procent": (NUMBER, 0),
    "enhet": (NUMBER, 2),
    "lista": (CHOICES, 0),
    "versal": ("", 0),
}
PRINTABLE = frozenset((TEXT, NUMBER, DATE, CHOICE, CHOICES, YESNO))
WORDS = (*QUANTIFIERS, "antal", "summa", "manader", "lista", "angiven", "vet_inte")


class LanguageError(Exception):
    """An expression outside the language; `str()` says what and what to write instead."""


def condition(text: str, schema: Schema, items: Items | None = None) -> Node:
    """Return the yes/no expression *text*; *items* are the item names already bound."""
    node = Parser(schema, items or {}).read(text)
    if node.kind.name != YESNO:
        raise LanguageError(f"”{text}” är {node.kind}, inte ja eller nej; skriv ett villkor, till exempel med is")
    return node


def value(text: str, schema: Schema, items: Items | None = None) -> Node:
    """Return the expression *text* where arithmetic is allowed: derived amounts."""
    return Parser(schema, items or {}, arithmetic=True).read(text)


Filters = tuple[tuple[str, tuple[str, ...]], ...]


def hole(text: str, schema: Schema, items: Items | None = None) -> tuple[Node, Filters]:
    """Return the expression that a sentence prints, and the filters after it, first to last."""
    parser = Parser(schema, items or {}, printing=True)
    parser.text = text
    tree, filters = syntax(text), []
    while isinstance(tree, nodes.Filter) and tree.node is not None:
        filters.append(_filter(tree, parser))
        tree = tree.node
    node = parser.node(tree, 0)
    if node.kind.name not in PRINTABLE:
        raise parser.refuse("en hel rad", "ett av radens fält, till exempel part.kallas")
    _check_filters(node.kind, filters[::-1], parser)
    return node, tuple(filters[::-1])


def _filter(tree: nodes.Filter, parser: "Parser") -> tuple[str, tuple[str, ...]]:
    arguments = tuple(arg.value for arg in tree.args if isinstance(arg, nodes.Const))
    takes = FILTERS.get(tree.name)
    if takes is None or len(arguments) != len(tree.args) or len(arguments) != takes[1] or tree.kwargs:
        raise parser.refuse(f"okänt filter ”{tree.name}”", f"ett av {', '.join(sorted(FILTERS))}")
    return tree.name, tuple(map(str, arguments))


def _check_filters(kind: Kind, filters: list[tuple[str, tuple[str, ...]]], parser: "Parser") -> None:
    for name, _ in filters:
        needs = FILTERS[name][0]
        if needs and kind.name != needs:
            raise parser.refuse(f"filtret ”{name}” på {kind}", f"{name} bara på {SWEDISH[needs]}")


def call(text: str) -> tuple[str, str] | None:
    """Return ("punkt", "lokaler/upplatelse") for `punkt("lokaler/upplatelse")`, else None."""
    try:
        tree = syntax(text)
    except LanguageError:
        return None
    if not isinstance(tree, nodes.Call) or not isinstance(tree.node, nodes.Name) or len(tree.args) > 1:
        return None
    if not tree.args:
        return tree.node.name, ""
    argument = tree.args[0]
    if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
        return tree.node.name, argument.value
    return None


def syntax(text: str) -> nodes.Node:
    """Return Jinja2's tree of one expression.

    Raises:
        LanguageError: it is too long, too deep, or not one expression.
    """
    if len(text) > MAX_LENGTH:
        raise LanguageError(f"uttrycket är längre än {MAX_LENGTH} tecken; dela upp det i flera rader")
    if any(mark in text for mark in ("{{", "}}", "{%", "%}", "{#", "#}", "\n")):
        raise LanguageError(f"”{text}” innehåller mallmärken; skriv bara själva uttrycket")
    try:
        body = PARSER.parse("{{ " + text + " }}").body
    except (TemplateSyntaxError, RecursionError, ValueError, UnicodeError):
        raise LanguageError(f"”{text}” går inte att läsa; skriv till exempel: part.form is kommun") from None
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        raise LanguageError(f"”{text}” är inte ett enda uttryck; skriv ett villkor per rad")
    return body[0].nodes[0]


class Parser:
    """Turns one Jinja2 tree into our nodes."""

    def __init__(
        self, schema: Schema, items: Items, *, arithmetic: bool = False, printing: bool = False
    ) -> None:
        self.schema = schema
        self.items = items
        self.arithmetic = arithmetic
        self.printing = printing

    def read(self, text: str) -> Node:
        self.text = text
        return self.node(syntax(text), 0)

    def refuse(self, what: str, instead: str) -> LanguageError:
        return LanguageError(f"{what} i ”{self.text}”; skriv {instead}")

    def node(self, tree: nodes.Node, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.refuse("för många nivåer", "flera kortare villkor")
        handler: Callable[[Any, int], Node] | None = getattr(self, f"_{type(tree).__name__.lower()}", None)
        if handler is None:
            names = {
                "Tuple": ("komma mellan tal", "heltal utan decimaler, till exempel 700_000"),
                "Filter": ("filter", "filtret i texten, inte i villkoret"),
                "Getitem": ("hakparenteser", "en punkt, till exempel part.form"),
                "Concat": ("tecknet ~", "texten i brödtexten i stället"),
                "CondExpr": ("if och else", "två villkor eller två varianter"),
            }
            what, instead = names.get(type(tree).__name__, (f"”{type(tree).__name__}” är inte tillåtet", "bara namn, and, or, not, jämförelser, is och finns/alla/ingen/antal/summa"))
            raise self.refuse(what, instead)
        return handler(tree, depth + 1)

    def boolean(self, tree: nodes.Node, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.kind.name != YESNO:
            raise self.refuse(f"{node.kind} står där ja eller nej behövs", "en jämförelse eller is …")
        return node

    def _const(self, tree: nodes.Const, depth: int) -> Node:
        if isinstance(tree.value, bool):
            return Literal(tree.value, Kind(YESNO))
        if isinstance(tree.value, int):
            return Literal(Decimal(tree.value), Kind(NUMBER))
        if isinstance(tree.value, float):
            raise self.refuse("decimaltal", "ett heltal, eller en storhet i rules/figures")
        raise self.refuse("citattecken", "val med is, till exempel part.form is kommun")

    def _name(self, tree: nodes.Name, depth: int) -> Node:
        if tree.name in self.items:
            return Item(tree.name, self.items[tree.name])
        if tree.name in self.schema.names:
            return Name(tree.name, self.schema.names[tree.name])
        if tree.name in self.schema.lists:
            raise self.refuse(f"listan ”{tree.name}” ensam", f"till exempel antal({tree.name}) > 0")
        raise self.refuse(f"okänt namn ”{tree.name}”", "namnet på en fråga, ett begrepp eller en storhet")

    def _getattr(self, tree: nodes.Getattr, depth: int) -> Node:
        base = self.node(tree.node, depth)
        if base.kind.name != ROW or tree.attr.startswith("_"):
            raise self.refuse(f"”.{tree.attr}” efter något som inte är en rad", "listans radnamn och ett fält")
        fields = self.schema.lists[base.kind.of].fields
        if tree.attr not in fields:
            raise self.refuse(f"okänt fält ”{tree.attr}”", f"ett av fälten {', '.join(sorted(fields))}")
        return Field(base, tree.attr, fields[tree.attr])

    def _and(self, tree: nodes.And, depth: int) -> Node:
        return And((self.boolean(tree.left, depth), self.boolean(tree.right, depth)))

    def _or(self, tree: nodes.Or, depth: int) -> Node:
        return Or((self.boolean(tree.left, depth), self.boolean(tree.right, depth)))

    def _not(self, tree: nodes.Not, depth: int) -> Node:
        return Not(self.boolean(tree.node, depth))

    def _test(self, tree: nodes.Test, depth: int) -> Node:
        if tree.args or tree.kwargs or tree.dyn_args or tree.dyn_kwargs:
            raise self.refuse(f"ett argument efter ”is {tree.name}”", "bara ett ord efter is")
        child = self.node(tree.node, depth)
        if tree.name == "angiven":
            return Given(child)
        if tree.name == "vet_inte":
            return self._unsure(child)
        members = child.kind.members(tree.name)
        if members is None:
            known = sorted([*child.kind.choices, *child.kind.groups])
            hint = f"ett av {', '.join(known)}" if known else "angiven eller vet_inte"
            raise self.refuse(f"okänt val ”{tree.name}”", hint)
        return Is(child, tree.name, members)

    def _unsure(self, child: Node) -> Node:
        answered = (isinstance(child, Name) and child.name in self.schema.questions) or (
            isinstance(child, Field) and f"{child.base.kind.of}.{child.name}" in self.schema.questions
        )
        if not answered:
            raise self.refuse("vet_inte om något som ingen svarar på", "vet_inte bara om en fråga")
        assert isinstance(child, Name | Field)
        return Unsure(child)

    def _compare(self, tree: nodes.Compare, depth: int) -> Node:
        if len(tree.ops) != 1 or tree.ops[0].op not in OPERATORS:
            raise self.refuse("en jämförelse i flera led eller med in", "en jämförelse i taget")
        left, right = self.node(tree.expr, depth), self.node(tree.ops[0].expr, depth)
        operator = OPERATORS[tree.ops[0].op]
        allowed = (NUMBER, DATE, ROW) if operator in ("==", "!=") else (NUMBER, DATE)
        if left.kind.name not in allowed or right.kind.name != left.kind.name:
            raise self.refuse(f"{left.kind} {operator} {right.kind}", "tal mot tal, datum mot datum, val med is")
        self._same_unit(left, right)
        if left.kind.of != right.kind.of:
            raise self.refuse("rader ur olika listor", "rader ur samma lista")
        return Compare(left, operator, right)

    def _same_unit(self, left: Node, right: Node) -> str:
        units = {node.kind.unit for node in (left, right) if node.kind.unit}
        if len(units) > 1:
            raise self.refuse(f"olika enheter ({' och '.join(sorted(units))})", "samma enhet på båda sidor")
        return units.pop() if units else ""

    def _binary(self, tree: nodes.BinExpr, depth: int) -> Node:
        if not self.arithmetic:
            raise self.refuse("räkning", "uträkningen som ett begrepp med value")
        left, right = self.node(tree.left, depth), self.node(tree.right, depth)
        if left.kind.name != NUMBER or right.kind.name != NUMBER:
            raise self.refuse("räkning med något som inte är tal", "bara tal")
        sign = SIGNS[type(tree)]
        if sign in "+-":
            return Arithmetic(left, sign, right, Kind(NUMBER, self._same_unit(left, right)))
        # kronor per år × månader / 12 stays kronor: the first amount carries the unit
        return Arithmetic(left, sign, right, Kind(NUMBER, left.kind.unit or right.kind.unit))

    _add = _sub = _mul = _div = _binary

    def _call(self, tree: nodes.Call, depth: int) -> Node:
        if not isinstance(tree.node, nodes.Name) or tree.kwargs or tree.dyn_args or tree.dyn_kwargs:
            raise self.refuse("ett anrop", "finns, alla, ingen, antal eller summa")
        word = tree.node.name
        if word == "manader" and self.arithmetic and len(tree.args) == 2:
            return self._months(tree, depth)
        if word in QUANTIFIERS and len(tree.args) == 2:
            list_name, item, inner = self._over(tree.args[0])
            return Exists(word, list_name, item, inner.boolean(tree.args[1], depth))
        if word == "antal" and len(tree.args) in (1, 2):
            list_name, item, inner = self._over(tree.args[0])
            return Total(list_name, item, None, inner._optional(tree.args[1:], depth), Kind(NUMBER))
        if word == "summa" and len(tree.args) in (2, 3):
            return self._sum(tree, depth)
        if word == "lista" and self.printing and len(tree.args) in (2, 3):
            list_name, item, inner = self._over(tree.args[0])
            return Names(list_name, item, inner.node(tree.args[1], depth), inner._optional(tree.args[2:], depth))
        raise self.refuse(f"anropet ”{word}”", "finns(lista, villkor), antal(lista) eller summa(lista, belopp)")

    def _sum(self, tree: nodes.Call, depth: int) -> Node:
        list_name, item, inner = self._over(tree.args[0])
        amount = inner.node(tree.args[1], depth)
        if amount.kind.name != NUMBER:
            raise self.refuse("summa av något som inte är tal", "ett belopp")
        return Total(list_name, item, amount, inner._optional(tree.args[2:], depth), amount.kind)

    def _months(self, tree: nodes.Call, depth: int) -> Node:
        start, end = self.node(tree.args[0], depth), self.node(tree.args[1], depth)
        if {start.kind.name, end.kind.name} != {DATE}:
            raise self.refuse("manader med något som inte är datum", "manader(startdag, slutdag)")
        return Months(start, end)

    def _optional(self, trees: list[nodes.Expr], depth: int) -> Node | None:
        return self.boolean(trees[0], depth) if trees else None

    def _over(self, tree: nodes.Expr) -> tuple[str, str, "Parser"]:
        if not isinstance(tree, nodes.Name) or tree.name not in self.schema.lists:
            raise self.refuse("första ledet är ingen lista", f"en av {', '.join(sorted(self.schema.lists))}")
        item = self.schema.lists[tree.name].item
        if item in self.items:
            raise self.refuse(f"listan ”{tree.name}” inuti sig själv", "ett eget begrepp med each")
        inner = Parser(
            self.schema, {**self.items, item: Kind(ROW, of=tree.name)}, arithmetic=self.arithmetic, printing=self.printing
        )
        inner.text = self.text
        return tree.name, item, inner
