"""Made-up libraries: small, whole, and different every time, with an independent reading of what they mean.

A condition is a nested tuple. `text_of` writes it as content does, `Meaning` works it out for answers
that leave nothing out; the engine only ever sees the text.
"""

from dataclasses import dataclass, field
from random import Random
from typing import Any

Tree = tuple[Any, ...]
CHOICES = {"val0": ("va", "vb", "vc"), "parter.form": ("pa", "pb", "pc"), "insatser.slag": ("sa", "sb", "sc")}
SEVERAL = {"flera0": ("fa", "fb", "fc"), "flera1": ("ga", "gb", "gc")}
ITEMS = {"parter": "part", "insatser": "insats"}
YESNO = ("ja0", "ja1", "ja2", "ja3")
AMOUNTS = ("tal0", "tal1", "tal2")
ROW_YESNO = {"parter": "stor", "insatser": "egen"}
ROW_CHOICE = {"parter": "form", "insatser": "slag"}
LIMITS = (0, 1, 50_000, 100_000, 250_000)


@dataclass
class Scope:
    """The names a condition may use: facts and concepts so far, and the items bound around it."""

    yesno: list[str]
    choices: list[str]
    amounts: list[str]
    lists: list[str]
    items: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()  # amounts that are concepts or figures
    unsure: bool = True  # whether `vet_inte` may be used
    row_yesno: dict[str, list[str]] = field(default_factory=lambda: {k: [v] for k, v in ROW_YESNO.items()})

    def inside(self, name: str) -> "Scope":
        return Scope(**{**vars(self), "items": (*self.items, name)})


def condition(rng: Random, scope: Scope, depth: int = 2) -> Tree:
    """Return a condition over *scope*, at most *depth* levels of and, or, not and quantifiers."""
    if depth and rng.random() < 0.6:
        kind = rng.choice(("and", "or", "not", "rows", "rows"))
        if kind in ("and", "or"):
            return (kind, condition(rng, scope, depth - 1), condition(rng, scope, depth - 1))
        if kind == "not":
            return ("not", condition(rng, scope, depth - 1))
        free = [name for name in scope.lists if name not in scope.items]
        if free:
            return over_rows(rng, scope, rng.choice(free), depth - 1)
    return atom(rng, scope)


def over_rows(rng: Random, scope: Scope, name: str, depth: int) -> Tree:
    inner = scope.inside(name)
    kind = rng.choice(("finns", "ingen", "alla", "antal", "summa"))
    if kind in ("finns", "ingen") or (kind == "alla" and name == "parter"):
        return ("rows", kind, name, condition(rng, inner, depth))
    test = condition(rng, inner, 0) if rng.random() < 0.6 else None
    limit = ("number", rng.choice((0, 1, 2)))
    if kind != "summa" or name != "insatser":
        return ("compare", rng.choice(("<", "<=", ">", ">=", "==", "!=")), ("count", name, test), limit)
    return ("compare", rng.choice(("<", "<=", ">", ">=")), ("sum", name, "varde", test), amount(rng, scope))


def atom(rng: Random, scope: Scope) -> Tree:
    kinds = ["name", "choice", "compare", "compare"] + ["row", "row"] * bool(scope.items)
    kind = rng.choice(kinds)
    if kind == "name" and scope.yesno:
        return ("name", rng.choice(scope.yesno))
    if kind == "compare" and scope.amounts:
        operator = rng.choice(("<", "<=", ">", ">=", "==", "!="))
        return (
            "compare",
            operator,
            ("fact", rng.choice([*scope.amounts, *scope.derived])),
            amount(rng, scope),
        )
    if kind == "row":
        return row_atom(rng, scope)
    if not scope.choices:
        return ("true",)
    name = rng.choice(scope.choices)
    word = rng.choice(("is", "is", "is not", "angiven", *(["vet_inte"] * scope.unsure)))
    return ("test", name, word, rng.choice({**CHOICES, **SEVERAL}[name]))


def row_atom(rng: Random, scope: Scope) -> Tree:
    name = rng.choice(scope.items)
    item = ITEMS[name]
    kind = rng.choice(("yesno", "choice", "through", "same"))
    if kind == "same" and set(scope.items) == {"parter", "insatser"}:
        return ("same", rng.choice(("==", "!=")), "insats.till", "part")
    if kind == "through" and name == "insatser":
        return ("test", "insats.till.form", "is", rng.choice(CHOICES["parter.form"]))
    if kind == "choice":
        field_name = ROW_CHOICE[name]
        return ("test", f"{item}.{field_name}", "is", rng.choice(CHOICES[f"{name}.{field_name}"]))
    return ("name", f"{item}.{rng.choice(scope.row_yesno[name])}")


def amount(rng: Random, scope: Scope) -> Tree:
    if rng.random() < 0.4:
        return ("fact", rng.choice([*scope.amounts, *scope.derived]))
    return ("number", rng.choice(LIMITS))


def worked_out(rng: Random, scope: Scope) -> Tree:
    """Return an amount with arithmetic, as a concept's `value` may hold."""
    kind = rng.choice(("plain", "sum", "plus", "minus", "times", "part"))
    if kind == "sum":
        return ("sum", "insatser", "varde", condition(rng, scope.inside("insatser"), 1))
    one = ("fact", rng.choice([*scope.amounts, *scope.derived]))
    if kind == "plain":
        return one
    if kind == "times":
        return ("arithmetic", "*", one, ("number", rng.choice((0, 2, 12))))
    if kind == "part":
        return ("arithmetic", "/", one, ("number", rng.choice((2, 12))))
    return ("arithmetic", "+" if kind == "plus" else "-", one, worked_out(rng, scope))


def text_of(tree: Tree) -> str:
    """Return *tree* as content writes it."""
    match tree:
        case ("true",):
            return "true"
        case ("name", name):
            return str(name)
        case ("not", inner):
            return f"not ({text_of(inner)})"
        case ("and" | "or" as word, one, other):
            return f"({text_of(one)}) {word} ({text_of(other)})"
        case ("test", name, ("angiven" | "vet_inte") as word, _):
            return f"{name} is {word}"
        case ("test", name, word, choice):
            return f"{name} {word} {choice}"
        case ("rows", word, name, inner):
            return f"{word}({name}, {text_of(inner)})"
        case ("same", operator, left, right):
            return f"{left} {operator} {right}"
    return amount_text(tree)


def amount_text(tree: Tree) -> str:
    match tree:
        case ("fact", name):
            return str(name)
        case ("number", number):
            return str(number)
        case ("compare", operator, left, right):
            return f"{amount_text(left)} {operator} {amount_text(right)}"
        case ("arithmetic", operator, left, right):
            return f"({amount_text(left)}) {operator} ({amount_text(right)})"
        case ("count", name, test):
            return f"antal({name}, {text_of(test)})" if test else f"antal({name})"
        case ("sum", name, column, test):
            extra = f", {text_of(test)}" if test else ""
            return f"summa({name}, {ITEMS[name]}.{column}{extra})"
    raise ValueError(tree)
