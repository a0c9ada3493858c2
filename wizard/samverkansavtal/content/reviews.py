"""Reviews of provisions, rules and concepts: by whom, for whom, and of exactly which text, guard and law.

A review is bound to a fingerprint of what was read. When text, guard or law changes it falls by itself.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.frontmatter import Source, read_source
from samverkansavtal.content.models import Data, Day, Line
from samverkansavtal.content.records import Library, Record, Review
from samverkansavtal.language.reading import has_personal_number

State = Literal["last", "utan-anmarkning", "synpunkter"]
KINDS = ("provision", "rule", "concept")
JUDGED = ("when", "note_when", "unless", "count", "values", "variants", "each", "law", "creates", "severity")
PERSONAL = "raden innehåller något som ser ut som ett personnummer; skriv namn och titel i stället"


class ReviewData(Data):
    id: Line
    hash: Line
    state: State
    name: Line
    role: Line
    on_behalf: Line  # "för vem": the one who may lean on the review
    day: Day
    note: str = ""


class ReviewsData(Data):
    """`review/*.toml` in a layer."""

    reviews: tuple[ReviewData, ...] = ()


def reviews(builder: Builder) -> tuple[Review, ...]:
    """Return every review in every layer, in the order they stand."""
    return tuple(_reviews(builder))


def _reviews(builder: Builder) -> Iterator[Review]:
    for _, source, data in builder.data("review", ReviewsData):
        for index, one in enumerate(data.reviews):
            if any(map(has_personal_number, (one.name, one.role, one.on_behalf, one.note))):
                builder.fail(source, ("reviews", index), PERSONAL)
            yield Review(**one.model_dump())


@dataclass(frozen=True)
class Reviewed:
    """How much of something is reviewed: of so many, so many are read and so many reviewed."""

    all: int
    read: int
    reviewed: int
    remarks: int


def of_record(name: str, library: Library) -> tuple[Review, ...]:
    """Return the reviews of what is called *name* that still stand, oldest first."""
    record = record_of(name, library)
    if record is None:
        return ()
    return tuple(one for one in library.reviews if one.id == name and one.hash == fingerprint_of(record))


def fallen(library: Library) -> tuple[Review, ...]:
    """Return the reviews of what has changed since, or is no longer there."""
    return tuple(one for one in library.reviews if one not in of_record(one.id, library))


def counted(names: tuple[str, ...], library: Library) -> Reviewed:
    """Return how many of *names* are read and reviewed; what is reviewed is read as well."""
    states = [{one.state for one in of_record(name, library)} for name in names]
    reviewed = [found for found in states if found & {"utan-anmarkning", "synpunkter"}]
    return Reviewed(
        len(names), sum(map(bool, states)), len(reviewed), sum("synpunkter" in found for found in reviewed)
    )


def record_of(name: str, library: Library) -> Record | None:
    """Return the file of the provision, rule or concept called *name*."""
    return next((found for kind in KINDS if (found := library.records.get((kind, name))) is not None), None)


def fingerprint_of(record: Record) -> str:
    """Return sixteen signs that change when the text, a guard or the law of *record* does."""
    source = read_source(record.path, record.text)
    assert isinstance(source, Source)  # the library was read
    judged = {key: source.data.get(key) for key in JUDGED if key in source.data}
    lines = [line.rstrip() for line in source.body.strip().split("\n")]
    return hashlib.sha256(repr((judged, lines)).encode()).hexdigest()[:16]
