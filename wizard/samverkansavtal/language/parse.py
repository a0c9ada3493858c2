"""Text → expression. Jinja2 parses; whatever is not named here is refused, in Swedish.

Kinds are checked on the way: a misspelt choice, kronor against months or a number used as yes/no
never gets past loading.
"""

from jinja2 import nodes

from samverkansavtal.language.kinds import CHOICES, DATE, NUMBER, SWEDISH, YESNO, Kind, Schema
from samverkansavtal.language.node import Node
from samverkansavtal.language.parser import QUANTIFIERS, Items, Parser
from samverkansavtal.language.syntax import LanguageError, syntax

FILTERS: dict[str, tuple[str, int]] = {  # name → the kind it needs, how many words it takes
    "kr": (NUMBER, 0),
    "datum": (DATE, 0),
    "procent": (NUMBER, 0),
    "enhet": (NUMBER, 2),
    "med_ord": (NUMBER, 2),
    "lista": (CHOICES, 0),
    "versal": ("", 0),
}
KEYWORDS = ("and", "or", "not", "is", "in", "if", "else", "true", "false", "none")
WORDS = (*QUANTIFIERS, "antal", "summa", "manader", "hela_manader", "lista", "angiven", "vet_inte", *KEYWORDS)


def condition(text: str, schema: Schema, items: Items | None = None) -> Node:
    """Return the yes/no expression *text*; *items* are the item names already bound."""
    node = Parser(schema, items or {}).read(text)
    if node.kind.name != YESNO:
        raise LanguageError(
            f"”{text}” är {node.kind}, inte ja eller nej; skriv ett villkor, till exempel med is",
            code="SA104",
        )
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
    node = parser.printed(tree, 0)
    _check_filters(node.kind, filters[::-1], parser)
    return node, tuple(filters[::-1])


def _filter(tree: nodes.Filter, parser: "Parser") -> tuple[str, tuple[str, ...]]:
    arguments = tuple(arg.value for arg in tree.args if isinstance(arg, nodes.Const))
    takes = FILTERS.get(tree.name)
    starred = tree.kwargs or tree.dyn_args or tree.dyn_kwargs
    if takes is None or len(arguments) != len(tree.args) or len(arguments) != takes[1] or starred:
        raise parser.refuse(f"okänt filter ”{tree.name}”", f"ett av {', '.join(sorted(FILTERS))}")
    return tree.name, tuple(map(str, arguments))


def _check_filters(kind: Kind, filters: list[tuple[str, tuple[str, ...]]], parser: "Parser") -> None:
    for name, _ in filters:
        needs = FILTERS[name][0]
        if needs and kind.name != needs:
            raise parser.mixed(f"filtret ”{name}” på {kind}", f"{name} bara på {SWEDISH[needs]}")
