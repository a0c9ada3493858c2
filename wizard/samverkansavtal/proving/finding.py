"""What lint says: a code, a place, a sentence, and the answers that show it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from samverkansavtal.content.frontmatter import Source, read_source
from samverkansavtal.content.records import Library, Record
from samverkansavtal.errors import Problem
from samverkansavtal.language.values import Empty
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.proving.claim import Place
from samverkansavtal.proving.codes import CODES, Level
from samverkansavtal.proving.state import Step


@dataclass(frozen=True, order=True, slots=True)
class Given:
    """One answer of those that show a finding, as its author writes it."""

    path: str
    value: str
    label: str

    def __str__(self) -> str:
        return f"{self.path} = {self.value}"


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One thing that lint has found."""

    path: str
    line: int
    code: str
    message: str
    answers: tuple[Given, ...] = ()

    @property
    def level(self) -> Level:
        return CODES[self.code].level


def line_of(record: Record, place: Place) -> int:
    """Return the line in *record* that *place*, a line or a location among its keys, stands for."""
    if isinstance(place, int):
        return place
    source = _source(record.path, record.text)
    return source.line(place) if isinstance(source, Source) else 1


@lru_cache(maxsize=64)  # what is wrong in one file is often wrong in several places
def _source(path: str, text: str) -> Source | Problem:
    return read_source(path, text)


def given(library: Library, steps: Iterable[Step]) -> tuple[Given, ...]:
    """Return the steps of a proof as answers to read."""
    return tuple(_given(library, step) for step in steps)


def _given(library: Library, step: Step) -> Given:
    question = library.question(step.path if step.kind == "answer" else step.path.partition(".")[0])
    label = question.label if question is not None else ""
    if step.kind == "row":
        return Given(step.path, "en rad", label)
    if step.kind == "close":
        return Given(step.path, "inga fler rader", label)
    return Given(step.path, _written(step.value), label)


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, NotKnown):
        return "vet inte än"
    if isinstance(value, Empty):
        return "gäller inte"
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "inget av valen"
    return str(value)
