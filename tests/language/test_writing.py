"""An expression written back reads as the same expression."""

from dataclasses import replace

from samverkansavtal.content.checks import expressions
from samverkansavtal.content.library import shipped_library
from samverkansavtal.language.nodes import Exists, Item, Name, Names, Node, Total, walk
from samverkansavtal.language.parser import Parser
from samverkansavtal.language.writing import written


def test_every_shipped_expression_reads_back_as_itself() -> None:
    library = shipped_library("portalen")
    changed = []
    for _, node in expressions(library):
        bound = {inner.item for inner in walk(node) if isinstance(inner, Exists | Total | Names)}
        items = {inner.name: inner.kind for inner in walk(node) if isinstance(inner, Item)}
        free = {name: kind for name, kind in items.items() if name not in bound}
        names = {inner.name: inner.kind for inner in walk(node) if isinstance(inner, Name)}
        schema = replace(library.schema, names={**library.schema.names, **names})
        again: Node = Parser(schema, free, arithmetic=True, printing=True).read(written(node))
        if again != node:
            changed.append(written(node))
    assert changed == []
