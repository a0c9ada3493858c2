"""Text → Jinja2's tree of one expression. Jinja2 only parses: nothing is ever rendered or run."""

import re
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

MAX_LENGTH = 1_000
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
PARSER = Environment(autoescape=False)
PARSER.globals.clear()


class LanguageError(Exception):
    """An expression outside the language; `str()` says what and what to write instead.

    `missing` is the name that would make it right if another file declared it; `code` is what kind of
    mistake it is, for lint.
    """

    def __init__(self, message: str, missing: str = "", code: str = "SA001") -> None:
        self.missing = missing
        self.code = code
        super().__init__(message)


@lru_cache(maxsize=4_096)  # the same line guards many rules; the trees are only read
def syntax(text: str) -> nodes.Node:
    """Return Jinja2's tree of one expression.

    Raises:
        LanguageError: it is too long, too deep, or not one expression.
    """
    if len(text) > MAX_LENGTH:
        raise LanguageError(f"uttrycket är längre än {MAX_LENGTH} tecken; dela upp det i flera rader")
    if any(mark in text for mark in ("{{", "}}", "{%", "%}", "{#", "#}", "\n")):
        raise LanguageError(f"”{text}” innehåller mallmärken; skriv bara själva uttrycket")
    bare = QUOTED.sub("", text)
    if not bare.isascii() or not bare.isprintable():
        raise LanguageError(
            f"”{text}” har tecken utanför a–z; skriv namn utan å, ä och ö och bara vanliga mellanslag"
        )
    if re.search(r"\b0[a-z]", bare, re.IGNORECASE):
        raise LanguageError(f"”{text}” har ett tal i annan bas än tio; skriv det med vanliga siffror")
    try:
        body = PARSER.parse("{{ " + text + " }}").body
    except (TemplateSyntaxError, RecursionError, ValueError, UnicodeError):
        raise LanguageError(f"”{text}” går inte att läsa; skriv till exempel: part.form is kommun") from None
    if len(body) != 1 or not isinstance(body[0], nodes.Output) or len(body[0].nodes) != 1:
        raise LanguageError(f"”{text}” är inte ett enda uttryck; skriv ett villkor per rad")
    return body[0].nodes[0]


def call(text: str) -> tuple[str, str] | None:
    """Return ("punkt", "lokaler/upplatelse") for `punkt("lokaler/upplatelse")`, else None."""
    try:
        tree = syntax(text)
    except LanguageError:
        return None
    if not isinstance(tree, nodes.Call) or not isinstance(tree.node, nodes.Name) or len(tree.args) > 1:
        return None
    if tree.kwargs or tree.dyn_args or tree.dyn_kwargs:
        return None
    if not tree.args:
        return tree.node.name, ""
    argument = tree.args[0]
    if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
        return tree.node.name, argument.value
    return None
