"""The kinds of value and the schema: which names exist and what each of them is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

YESNO, NUMBER, DATE, TEXT, CHOICE, CHOICES, ROW = (
    "yesno",
    "number",
    "date",
    "text",
    "choice",
    "choices",
    "row",
)

SWEDISH = {
    YESNO: "ja eller nej",
    NUMBER: "ett tal",
    DATE: "ett datum",
    TEXT: "en text",
    CHOICE: "ett val",
    CHOICES: "flera val",
    ROW: "en rad i en lista",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """What a name holds: its kind, unit, choices with labels, named groups, or the list it points into."""

    name: str
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, frozenset[str]] = field(default_factory=dict)
    of: str = ""

    def members(self, test: str) -> frozenset[str] | None:
        """Return the choices that the test *test* stands for, or None if there is no such test."""
        if test in self.choices:
            return frozenset((test,))
        return self.groups.get(test)

    def __str__(self) -> str:
        unit = f" i {self.unit}" if self.unit else ""
        return SWEDISH[self.name] + unit


@dataclass(frozen=True, slots=True)
class WordList:
    """Words that a text may name: what they are together, the pattern they make, and one of them."""

    title: str
    pattern: re.Pattern[str]
    sample: str


@dataclass(frozen=True, slots=True)
class ListSchema:
    """A list of records: what one row is called in expressions, and its fields."""

    item: str
    fields: Mapping[str, Kind]


@dataclass(frozen=True, slots=True)
class Schema:
    """Every name an expression may use."""

    names: Mapping[str, Kind] = field(default_factory=dict)
    lists: Mapping[str, ListSchema] = field(default_factory=dict)
    questions: frozenset[str] = frozenset()  # names a person answers; only they can be `vet_inte`
    words: Mapping[str, WordList] = field(default_factory=dict)

    def items(self) -> dict[str, str]:
        """Return item name → list name."""
        return {schema.item: name for name, schema in self.lists.items()}
