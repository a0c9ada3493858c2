"""What an upper layer judges otherwise than the original: it may, but never unseen."""

from collections.abc import Iterator

from samverkansavtal.content.records import Library, Record
from samverkansavtal.proving.finding import Finding, line_of

MILDER = (
    "”{}” bedöms annorlunda här än i originalet ({}); ändra tillbaka, eller låt någon med mandat bedöma det"
)


def changed(library: Library) -> Iterator[Finding]:
    """Yield every rule, concept, figure and question that a layer has changed."""
    for name in library.weakened:
        record, line = _place(library, name)
        original = record
        while original.base is not None:
            original = original.base
        yield Finding(record.path, line, "SA403", MILDER.format(name, original.path))


def _place(library: Library, name: str) -> tuple[Record, int]:
    for kind, key in (("rule", "severity"), ("concept", "title"), ("figure", "title")):
        record = library.records.get((kind, name))
        if record is not None and record.base is not None:
            return record, line_of(record, (key,))
    question = library.questions.get(name)
    if question is not None:
        part, number, field = question.order
        record = library.records["part", library.parts[part].id]
        inner = ("fields", field - 1) if question.list else ()
        return record, line_of(record, ("questions", number, *inner))
    record = next(r for (kind, _), r in library.records.items() if kind == "part" and r.base is not None)
    return record, 1
