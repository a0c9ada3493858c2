"""Jinja2's tree → our nodes, kinds checked on the way. Whatever has no method here is refused by name."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jinja2 import nodes

from samverkansavtal.language.kinds import DATE, NUMBER, ROW, TEXT, YESNO, Kind, Schema
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
from samverkansavtal.language.swedish import number
from samverkansavtal.language.syntax import LanguageError, syntax

MAX_DEPTH = 30
MAX_NUMBER = 10**15 - 1
STARTS, NAMES = "borjar_pa_", "namner_"  # tests of a text: it begins with digits, it names a word of a list
OPERATORS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
SIGNS = {nodes.Add: "+", nodes.Sub: "-", nodes.Mul: "*", nodes.Div: "/"}
QUANTIFIERS = ("finns", "alla", "ingen")
Items = dict[str, Kind]  # item name → what it is bound to: a row, or the label of a choice


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

    def refuse(self, what: str, instead: str, missing: str = "", code: str = "SA001") -> LanguageError:
        return LanguageError(f"{what} i ”{self.text}”; skriv {instead}", missing, code)

    def unknown(self, what: str, instead: str, missing: str = "") -> LanguageError:
        """Return the error about a name that does not exist."""
        return self.refuse(what, instead, missing, "SA101")

    def mixed(self, what: str, instead: str) -> LanguageError:
        """Return the error about kinds or units that do not go together."""
        return self.refuse(what, instead, code="SA104")

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
            what, instead = names.get(
                type(tree).__name__,
                (
                    f"”{type(tree).__name__}” är inte tillåtet",
                    "bara namn, and, or, not, jämförelser, is och finns/alla/ingen/antal/summa",
                ),
            )
            raise self.refuse(what, instead)
        return handler(tree, depth + 1)

    def boolean(self, tree: nodes.Node, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.kind.name != YESNO:
            raise self.mixed(f"{node.kind} står där ja eller nej behövs", "en jämförelse eller is …")
        return node

    def _const(self, tree: nodes.Const, depth: int) -> Node:
        if isinstance(tree.value, bool):
            return Literal(tree.value, Kind(YESNO))
        if isinstance(tree.value, int):
            if tree.value > MAX_NUMBER:
                raise self.refuse(f"ett tal större än {number(MAX_NUMBER)}", "ett mindre tal")
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
        hint = "namnet på en fråga, ett begrepp eller en storhet"
        raise self.unknown(f"okänt namn ”{tree.name}”", hint, tree.name)

    def _getattr(self, tree: nodes.Getattr, depth: int) -> Node:
        base = self.node(tree.node, depth)
        if base.kind.name != ROW or tree.attr.startswith("_"):
            raise self.refuse(
                f"”.{tree.attr}” efter något som inte är en rad", "listans radnamn och ett fält"
            )
        rows = self.schema.lists.get(base.kind.of)
        fields = rows.fields if rows else {}
        if tree.attr not in fields:
            hint = f"ett av fälten {', '.join(sorted(fields))}"
            raise self.unknown(f"okänt fält ”{tree.attr}”", hint, tree.attr if rows else base.kind.of)
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
        if child.kind.name == TEXT and tree.name.startswith((STARTS, NAMES)):
            return self._matches(child, tree.name)
        members = child.kind.members(tree.name)
        if members is None:
            known = sorted([*child.kind.choices, *child.kind.groups])
            hint = f"ett av {', '.join(known)}" if known else "angiven eller vet_inte"
            raise self.unknown(f"okänt val ”{tree.name}”", hint)
        return Is(child, tree.name, members)

    def _matches(self, child: Node, test: str) -> Node:
        digits, words = test.removeprefix(STARTS), self.schema.words.get(test.removeprefix(NAMES))
        if digits.isdigit():
            pattern, sample = re.compile(f"^{digits}"), f"{digits}56999-0000"[-11:]
            return Matches(child, test, pattern, f"börjar på {digits}", sample)
        if words is None:
            known = ", ".join(f"{NAMES}{name}" for name in sorted(self.schema.words))
            raise self.unknown(
                f"okänt ord ”{test}”", f"ett av {known}" if known else f"{STARTS}5", test.removeprefix(NAMES)
            )
        return Matches(child, test, words.pattern, f"nämner {words.title}", words.sample)

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
            raise self.mixed(
                f"{left.kind} {operator} {right.kind}", "tal mot tal, datum mot datum, val med is"
            )
        self._same_unit(left, right)
        if left.kind.of != right.kind.of:
            raise self.mixed("rader ur olika listor", "rader ur samma lista")
        return Compare(left, operator, right)

    def _same_unit(self, left: Node, right: Node) -> str:
        units = {node.kind.unit for node in (left, right) if node.kind.unit}
        if len(units) > 1:
            raise self.mixed(f"olika enheter ({' och '.join(sorted(units))})", "samma enhet på båda sidor")
        return units.pop() if units else ""

    def _binary(self, tree: nodes.BinExpr, depth: int) -> Node:
        if not self.arithmetic:
            raise self.refuse("räkning", "uträkningen som ett begrepp med value")
        left, right = self.node(tree.left, depth), self.node(tree.right, depth)
        if left.kind.name != NUMBER or right.kind.name != NUMBER:
            raise self.mixed("räkning med något som inte är tal", "bara tal")
        sign = SIGNS[type(tree)]
        if sign in "+-":
            return Arithmetic(left, sign, right, Kind(NUMBER, self._same_unit(left, right)))
        if sign == "/" and not (isinstance(right, Literal) and right.value):
            raise self.refuse("delat med något annat än ett tal större än noll", "till exempel / 12")
        if left.kind.unit and left.kind.unit == right.kind.unit:
            raise self.mixed(f"{left.kind.unit} gånger {right.kind.unit}", "bara ett led med enheten")
        # kronor per år × månader / 12 stays kronor: the first amount carries the unit
        return Arithmetic(left, sign, right, Kind(NUMBER, left.kind.unit or right.kind.unit))

    _add = _sub = _mul = _div = _binary

    def _call(self, tree: nodes.Call, depth: int) -> Node:
        if not isinstance(tree.node, nodes.Name) or tree.kwargs or tree.dyn_args or tree.dyn_kwargs:
            raise self.refuse("ett anrop", "finns, alla, ingen, antal eller summa")
        word = tree.node.name
        if word in ("manader", "hela_manader") and self.arithmetic and len(tree.args) == 2:
            return self._months(tree, word, depth)
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
            return Names(
                list_name, item, inner.printed(tree.args[1], depth), inner._optional(tree.args[2:], depth)
            )
        raise self.refuse(
            f"anropet ”{word}”", "finns(lista, villkor), antal(lista) eller summa(lista, belopp)"
        )

    def _sum(self, tree: nodes.Call, depth: int) -> Node:
        list_name, item, inner = self._over(tree.args[0])
        amount = inner.node(tree.args[1], depth)
        if amount.kind.name != NUMBER:
            raise self.mixed("summa av något som inte är tal", "ett belopp")
        return Total(list_name, item, amount, inner._optional(tree.args[2:], depth), amount.kind)

    def _months(self, tree: nodes.Call, word: str, depth: int) -> Node:
        start, end = self.node(tree.args[0], depth), self.node(tree.args[1], depth)
        if {start.kind.name, end.kind.name} != {DATE}:
            raise self.mixed(f"{word} med något som inte är datum", f"{word}(startdag, slutdag)")
        return Months(start, end, whole=word == "hela_manader")

    def _optional(self, trees: list[nodes.Expr], depth: int) -> Node | None:
        return self.boolean(trees[0], depth) if trees else None

    def printed(self, tree: nodes.Node, depth: int) -> Node:
        node = self.node(tree, depth)
        if node.kind.name == ROW:
            raise self.refuse("en hel rad", "ett av radens fält, till exempel part.kallas")
        return node

    def _over(self, tree: nodes.Expr) -> tuple[str, str, "Parser"]:
        if not isinstance(tree, nodes.Name) or tree.name not in self.schema.lists:
            hint = f"en av {', '.join(sorted(self.schema.lists))}"
            missing = tree.name if isinstance(tree, nodes.Name) else ""
            raise self.unknown("första ledet är ingen lista", hint, missing)
        item = self.schema.lists[tree.name].item
        if item in self.items:
            raise self.refuse(f"listan ”{tree.name}” inuti sig själv", "ett eget begrepp med each")
        inner = Parser(
            self.schema,
            {**self.items, item: Kind(ROW, of=tree.name)},
            arithmetic=self.arithmetic,
            printing=self.printing,
        )
        inner.text = self.text
        return tree.name, item, inner
