"""Where something is said and who uses it: file and line of every place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samverkansavtal.content.checks import expressions
from samverkansavtal.content.forming import form_library
from samverkansavtal.content.records import Library, Record
from samverkansavtal.errors import SamverkanError
from samverkansavtal.language.nodes import mentions

KINDS = {
    "part": "fråga",
    "rule": "regel",
    "concept": "begrepp",
    "figure": "belopp",
    "provision": "bestämmelse",
    "table": "tabell",
    "model": "modell",
    "report": "rapport",
    "sources": "källor",
    "quick": "snabbtest",
    "change": "ord",
    "form": "form",
    "formtest": "formfrågor",
}
CODE = re.compile(r'"[^"]*"|\{\{.*?\}\}|\{%.*?%\}')  # quoted keys and expressions, and what stands in a text
PROSE = re.compile(
    r"\b(?:title|ask|label|why|help|purpose|avoid|name|like|none|more|say|text|no_way_out)"
    r'\s*=\s*"[^"]*"'
)
TOLD_IN = (
    "quick",
    "form",
    "formtest",
    "report",
    "model",
    "table",
    "figure",
    "part",
    "rule",
    "concept",
    "provision",
    "sources",
)


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """One line of one file; `says` when it is where the thing itself is written."""

    path: str
    line: int
    kind: str
    text: str
    says: bool = False


def where(name: str, library: Library) -> tuple[Place, ...]:
    """Return where *name* (a fact, field, concept, figure, rule, provision or source) is said and used.

    Raises:
        SamverkanError: nothing is called that.
    """
    library = form_library(library)
    wanted = _numbered(name, library)
    found = {*_said(wanted, library), *_quoted(wanted, library), *_read(wanted, library)}
    if not found:
        raise SamverkanError(
            f"”{name}” finns inte. Skriv en fråga (urval), ett fält (insatser.slag), ett begrepp, ett belopp, "
            "en regel, en bestämmelse eller en källa."
        )
    said = {(place.path, place.line) for place in found if place.says}
    return tuple(sorted(place for place in found if place.says or (place.path, place.line) not in said))


def _numbered(name: str, library: Library) -> str:
    """Return the id of a rule that is called by its number."""
    numbers = {rule.nr.casefold(): rule.id for rule in library.rules.values() if rule.nr}
    return numbers.get(name.casefold(), name)


def _said(name: str, library: Library) -> Iterator[Place]:
    """Yield where *name* itself is written."""
    for kind in ("rule", "provision", "concept", "figure", "table"):
        record = library.records.get((kind, name.rpartition(".")[2] if kind == "concept" else name))
        if record is not None:
            yield _place(record, next(iter(_lines(record, re.compile(r"^title = "))), 1), True)
    head, _, field = name.partition(".")
    if name in library.questions:
        record = library.records["part", library.parts[library.questions[name].order[0]].id]
        lines = _lines(record, re.compile(rf'^\s*fact = "{re.escape(head)}"'))
        first = next(iter(lines), 0)
        if field:
            inner = _lines(record, re.compile(rf'^\s*fact = "{re.escape(field)}"'))
            first = next((line for line in inner if line > first), first)
        yield _place(record, first, True)
    if name in library.sources:
        for (kind, _), record in library.records.items():
            if kind == "sources":
                yield from (
                    _place(record, line, True)
                    for line in _lines(record, re.compile(rf"^\[sources\.\"?{re.escape(name)}\"?\]"))
                )


def _quoted(name: str, library: Library) -> Iterator[Place]:
    """Yield where *name* stands by itself within quotation marks: `requires`, `at`, `of`, `source`, `punkt` …"""
    pattern = re.compile(rf'"{re.escape(name)}(#[\w-]+)?"')
    for (kind, _), record in library.records.items():
        if kind in TOLD_IN:
            yield from (_place(record, line) for line in _lines(record, pattern))


def _read(name: str, library: Library) -> Iterator[Place]:
    """Yield where an expression reads *name*."""
    last = name.rpartition(".")[2]
    dotted = "." in name
    pattern = re.compile(
        rf"(?<![\w.]){re.escape(last)}(?!\w)" if not dotted else rf"\.{re.escape(last)}(?!\w)"
    )
    records = {record.path: record for record, node in expressions(library) if name in mentions(node)}
    for record in records.values():
        for number, line in enumerate(record.text.splitlines(), 1):
            if any(pattern.search(code) for code in CODE.findall(_code(line))):
                yield _place(record, number)


def _code(line: str) -> str:
    """Return a line without its prose: a title or a label may hold the same word."""
    return PROSE.sub("", line)


def _lines(record: Record, pattern: re.Pattern[str]) -> list[int]:
    return [number for number, line in enumerate(record.text.splitlines(), 1) if pattern.search(line)]


def _place(record: Record, line: int, says: bool = False) -> Place:
    lines = record.text.splitlines()
    text = lines[line - 1].strip() if 0 < line <= len(lines) else ""
    return Place(record.path, line, KINDS.get(record.kind, record.kind), text, says)


def as_lines(places: Iterable[Place]) -> Iterator[str]:
    """Yield `path:line` with the line itself, first where it is said."""
    found = sorted(places, key=lambda place: (not place.says, place))
    for heading, says in (("Står här:", True), ("Används här:", False)):
        chosen = [place for place in found if place.says is says]
        yield heading if chosen else f"{heading[:-1]}: ingenstans"
        yield from (f"  {place.path}:{place.line}: {place.text}" for place in chosen)
