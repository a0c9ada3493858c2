"""The `+++` fence, and the line of each TOML key, which tomllib does not tell."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from samverkansavtal.errors import Problem
from samverkansavtal.language.reading import unseen

Location = tuple[str | int, ...]
KEY = re.compile(r'^\s*([A-Za-z0-9_-]+|"[^"]*")\s*=\s*(.*)$')
STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")
LONG = ('"""', "'''")
TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")


@dataclass(frozen=True)
class Source:
    """A parsed file: its data, where each key stands, and the body with its first line."""

    path: str
    data: dict[str, Any]
    head: str
    head_line: int
    body: str
    body_line: int

    @cached_property
    def lines(self) -> dict[Location, int]:
        """Location → line; worked out when something is wrong, and only then."""
        return key_lines(self.head, self.head_line)

    def line(self, location: Location) -> int:
        """Return the line of the longest known start of *location*."""
        for size in range(len(location), 0, -1):
            if location[:size] in self.lines:
                return self.lines[location[:size]]
        return 1


@lru_cache(maxsize=1024)  # models share most of their files; nobody changes what is parsed
def read_source(path: str, text: str) -> Source | Problem:
    """Return the file at *path* parsed, or the one mistake that hides the rest of it."""
    if unseen := _unseen(text):
        return Problem(path, *unseen)
    head, body, first, body_line = text, "", 1, 0
    if path.endswith(".md"):
        split = re.match(r"\+\+\+\n(.*?)^\+\+\+\n(.*)\Z", text, re.DOTALL | re.MULTILINE)
        if split is None:
            return Problem(
                path, 1, "filen saknar inledning; skriv +++ på första raden och +++ efter nycklarna"
            )
        head, body, first = split[1], split[2], 2
        body_line = first + head.count("\n") + 1
    try:
        data = tomllib.loads(head)
    except (ValueError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        end = head.rstrip("\n").count("\n") if "end of document" in str(error) else 0
        line = first + (int(found[1]) - 1 if found else end)
        return Problem(
            path,
            line,
            'raden går inte att läsa som TOML; skriv nyckel = "värde" och stäng alla citattecken och hakparenteser',
        )
    return Source(path, data, head, first, body, body_line)


def _unseen(text: str) -> tuple[int, str] | None:
    """Return the line and the sentence about the first sign a reader would not see."""
    for sign in sorted(set(text) - {"\n", "\t"}):
        if what := unseen(sign):
            line = text[: text.index(sign)].count("\n") + 1
            return line, f"raden har {what} (U+{ord(sign):04X}); skriv om raden utan det"
    return None


def key_lines(text: str, first: int) -> dict[Location, int]:
    """Return location → line for every key, table and list item."""
    found: dict[Location, int] = {}
    table: Location = ()
    counts: dict[Location, int] = {}
    array: _Array | None = None
    quotes = ""
    for number, line in enumerate(text.split("\n"), first):
        marks = [mark for mark in LONG if line.count(mark) % 2]
        if quotes:
            quotes = "" if quotes in marks else quotes
            continue
        bare = STRING.sub("s", line).split("#", 1)[0]
        if array is not None:
            array = array.read(bare, number, found)
        elif header := TABLE.match(line):
            table = _table(header[2], header[1] == "[[", counts)
            found[table] = number
        elif key := KEY.match(line):
            location = (*table, key[1].strip('"'))
            found[location] = number
            value = bare.partition("=")[2].strip()
            array = _Array(location).read(value[1:], number, found) if value.startswith("[") else None
        quotes = marks[0] if marks else ""
    return found


@dataclass
class _Array:
    """A list being read, over several lines; strings are emptied before."""

    location: Location
    depth: int = 1
    item: int = 0
    fresh: bool = True  # the next thing is a new item

    def read(self, bare: str, number: int, found: dict[Location, int]) -> "_Array | None":
        """Note the items that begin in *bare*; return None when the list ends there."""
        for sign in bare:
            if sign in "]}":
                self.depth -= 1
                if self.depth == 0:
                    return None
            elif sign == "," and self.depth == 1:
                self.fresh = True
            elif not sign.isspace() and self.fresh:
                found[(*self.location, self.item)] = number
                self.item += 1
                self.fresh = False
            if sign in "[{":
                self.depth += 1
        return self


def _table(name: str, repeated: bool, counts: dict[Location, int]) -> Location:
    location: Location = ()
    parts = [part.strip().strip('"') for part in re.findall(r'"[^"]*"|[^.]+', name)]
    for index, part in enumerate(parts):
        location = (*location, part)
        last = index == len(parts) - 1
        if last and repeated:
            counts[location] = counts.get(location, -1) + 1
        if location in counts:
            location = (*location, counts[location])
    return location
