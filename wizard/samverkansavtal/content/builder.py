"""What every compiling step shares: the sources, the schema so far, and the mistakes found."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from samverkansavtal.content.body import Body
from samverkansavtal.content.body_reader import BodyReader
from samverkansavtal.content.frontmatter import Location, Source
from samverkansavtal.content.records import Guard, Guards, Record
from samverkansavtal.content.validate import validate
from samverkansavtal.errors import Problem
from samverkansavtal.language.kinds import ROW, Kind, Schema
from samverkansavtal.language.nodes import Node
from samverkansavtal.language.parse import condition, value
from samverkansavtal.language.parser import Items
from samverkansavtal.language.syntax import LanguageError

M = TypeVar("M", bound=BaseModel)
DECLARED = re.compile(r'^\s*(?:fact|item)\s*=\s*"?(\w+)', re.MULTILINE)


@dataclass
class Builder:
    """Collects compiled parts and problems while a library is read."""

    records: Mapping[tuple[str, str], Record]
    sources: Mapping[tuple[str, str], Source]
    problems: list[Problem]
    schema: Schema = field(default_factory=Schema)
    paragraphs: frozenset[str] = frozenset()
    lost: set[str] = field(default_factory=set)  # names whose own file is wrong: nobody else is blamed

    def fail(self, source: Source, location: Location, message: str, code: str = "SA001") -> None:
        self.problems.append(Problem(source.path, source.line(location), message, code))

    def lose(self, kind: str, name: str) -> None:
        """Remember the names that a wrong file would have declared."""
        if kind == "part":
            self.lost.update(DECLARED.findall(self.records[kind, name].text))
        elif kind in ("concept", "figure", "words"):
            self.lost.add(name)

    def refuse(self, source: Source, location: Location, error: LanguageError) -> None:
        """Report an expression, unless what is wrong with it may be another file's mistake."""
        if error.missing not in self.lost:
            self.fail(source, location, str(error), error.code)

    def data(self, kind: str, model: type[M]) -> Iterable[tuple[str, Source, M]]:
        """Yield (id, source, data) of every valid file of one kind, by id."""
        for (found, name), source in sorted(self.sources.items()):
            if found == kind:
                result = validate(model, source.data, source)
                if isinstance(result, list):
                    self.problems.extend(result)
                    self.lose(kind, name)
                else:
                    yield name, source, result

    def guard(self, text: str, source: Source, location: Location, items: Items) -> Guard | None:
        try:
            return Guard(text, condition(text, self.schema, items))
        except LanguageError as error:
            self.refuse(source, location, error)
            return None

    def guards(self, texts: Iterable[str], source: Source, location: Location, items: Items) -> Guards:
        found = [self.guard(text, source, (*location, index), items) for index, text in enumerate(texts)]
        return tuple(guard for guard in found if guard is not None)

    def amount(self, text: str, source: Source, location: Location, items: Items) -> Node | None:
        try:
            return value(text, self.schema, items)
        except LanguageError as error:
            self.refuse(source, location, error)
            return None

    def body(self, text: str, first: int, source: Source, items: Items) -> Body:
        reader = BodyReader(source.path, self.schema, self.paragraphs, self.lost)
        tree = reader.read(text, first, items)
        self.problems.extend(reader.problems)
        return tree

    def each(self, name: str, source: Source) -> tuple[str, Items]:
        """Return the item name and binding of `each = "list"`."""
        if not name:
            return "", {}
        rows = self.schema.lists.get(name)
        if rows is None:
            self.no_list(name, source, ("each",))
            return "", {}
        return rows.item, {rows.item: Kind(ROW, of=name)}

    def no_list(self, name: str, source: Source, location: Location) -> None:
        """Report that there is no list *name*, unless the file that has it is wrong."""
        if name not in self.lost:
            known = ", ".join(sorted(self.schema.lists))
            self.fail(source, location, f"listan ”{name}” finns inte; skriv en av {known}", "SA101")

    def known(self, name: str, kind: str, source: Source, location: Location, what: str) -> None:
        """Report *name* unless a record of *kind* has it as its id."""
        if (kind, name) not in self.records:
            message = f"{what} ”{name}” finns inte; skriv namnet på en fil som finns"
            self.fail(source, location, message, "SA101")
