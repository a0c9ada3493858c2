"""The `+++` fence, and the line of each TOML key, which tomllib does not tell."""

import re
import tomllib
from dataclasses import dataclass
from typing import Any

from samverkansavtal.errors import Problem

Location = tuple[str | int, ...]
KEY = re.compile(r'^\s*([A-Za-z0-9_-]+|"[^"]*")\s*=\s*(.*)$')
TABLE = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?")


@dataclass(frozen=True)
class Source:
    """A parsed file: its data, where each key stands, and the body with its first line."""

    path: str
    data: dict[str, Any]
    lines: dict[Location, int]
    body: str
    body_line: int

    def line(self, location: Location) -> int:
        """Return the line of the longest known start of *location*."""
        for size in range(len(location), 0, -1):
            if location[:size] in self.lines:
                return self.lines[location[:size]]
        return 1


def read_source(path: str, text: str) -> Source | Problem:
    """Return the file at *path* parsed, or the one mistake that hides the rest of it."""
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
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) + first - 1 if found else first
        return Problem(
            path,
            line,
            'raden går inte att läsa som TOML; skriv nyckel = "värde" och stäng alla citattecken och hakparenteser',
        )
    return Source(path, data, key_lines(head, first), body, body_line)


def key_lines(text: str, first: int) -> dict[Location, int]:
    """Return location → line for every key, table and list item written one to a line."""
    found: dict[Location, int] = {}
    table: Location = ()
    counts: dict[Location, int] = {}
    array: Location | None = None
    item = 0
    for number, line in enumerate(text.split("\n"), first):
        bare = line.split("#", 1)[0].strip() if not re.search(r"[\"'].*#", line) else line.strip()
        if not bare:
            continue
        if array is not None:
            if bare.startswith("]"):
                array = None
                continue
            found[(*array, item)] = number
            item += 1
        elif header := TABLE.match(line):
            table = _table(header[2], header[1] == "[[", counts)
            found[table] = number
        elif key := KEY.match(line):
            location = (*table, key[1].strip('"'))
            found[location] = number
            if key[2].strip().startswith("[") and not re.search(r"\]\s*(#.*)?$", key[2]):
                array, item = location, 0
    return found


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
