"""Answers as they stand: immutable, by path. Nothing here knows where they came from.

Paths: `namn`, `parter.p1.form`; `parter.+` is the question whether there are more rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from samverkansavtal.language.values import Value


@dataclass(frozen=True, slots=True)
class NotKnown:
    """ "Vet inte än", with who does know ("" when nobody has said)."""

    who: str = ""


Answer = Value | NotKnown  # Empty is "gäller inte oss"; a reference is the row's key


@dataclass(frozen=True)
class Answers:
    """What has been answered, row by row; every change returns a new object."""

    values: Mapping[str, Answer] = field(default_factory=dict)
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()  # lists that have all their rows
    skipped: frozenset[str] = frozenset()  # "hoppa över just nu": asked again at the end

    def put(self, path: str, answer: Answer) -> "Answers":
        """Return the answers with *path* answered; an answered question is no longer skipped."""
        return replace(self, values={**self.values, path: answer}, skipped=self.skipped - {path})

    def clear(self, path: str) -> "Answers":
        """Return the answers without the one at *path*."""
        return replace(self, values={key: value for key, value in self.values.items() if key != path})

    def skip(self, path: str) -> "Answers":
        """Return the answers with *path* put off for now."""
        return replace(self, skipped=self.skipped | {path})

    def unskip(self) -> "Answers":
        """Return the answers with nothing put off."""
        return replace(self, skipped=frozenset())

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the row keys of the list *name*, in order."""
        return self.rows.get(name, ())

    def new_key(self, name: str) -> str:
        """Return a key no row of *name* has or has had while it is mentioned."""
        taken = set(self.keys(name)) | {str(value) for value in self.values.values()}
        return next(key for number in range(1, 10_000) if (key := f"r{number}") not in taken)

    def add_row(self, name: str, key: str) -> "Answers":
        """Return the answers with a last row *key* in *name*."""
        return replace(self, rows={**self.rows, name: (*self.keys(name), key)})

    def copy_row(self, name: str, key: str, new: str) -> "Answers":
        """Return the answers with row *new* after *key*, with the same answers."""
        keys = list(self.keys(name))
        keys.insert(keys.index(key) + 1, new)
        copied = {f"{name}.{new}.{path.rpartition('.')[2]}": value for path, value in self.row(name, key)}
        return replace(self, rows={**self.rows, name: tuple(keys)}, values={**self.values, **copied})

    def remove_row(self, name: str, key: str) -> "Answers":
        """Return the answers without row *key*; what referred to it becomes unanswered."""
        kept = tuple(other for other in self.keys(name) if other != key)
        start = f"{name}.{key}."
        values = {path: value for path, value in self.values.items() if not path.startswith(start)}
        return replace(self, rows={**self.rows, name: kept}, values=values)

    def move_row(self, name: str, key: str, steps: int) -> "Answers":
        """Return the answers with row *key* moved *steps* down (negative: up), as far as there is room."""
        keys = list(self.keys(name))
        place = keys.index(key)
        keys.remove(key)
        keys.insert(max(0, min(len(keys), place + steps)), key)
        return replace(self, rows={**self.rows, name: tuple(keys)})

    def row(self, name: str, key: str) -> Iterator[tuple[str, Answer]]:
        """Yield (path, answer) of one row."""
        start = f"{name}.{key}."
        return ((path, value) for path, value in self.values.items() if path.startswith(start))

    def close(self, name: str) -> "Answers":
        """Return the answers with no more rows to come in *name*."""
        return replace(self, closed=self.closed | {name}, skipped=self.skipped - {f"{name}.+"})

    def reopen(self, name: str) -> "Answers":
        """Return the answers with more rows possible in *name*."""
        return replace(self, closed=self.closed - {name})
