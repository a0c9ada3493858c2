"""What an upper layer has changed in how things are judged: it may, but never unseen."""

from collections.abc import Iterator, Mapping
from typing import Any

from samverkansavtal.content.frontmatter import Source, read_source
from samverkansavtal.content.records import Record

SEVERITIES = ("note", "complete", "assess", "stop")
JUDGING = ("when", "unless", "count", "values", "note_when", "asks", "each", "stage", "at", "unit")
ANSWERING = ("kind", "when", "groups", "of", "min", "max", "standard")  # and the ids of the choices
Data = Mapping[str, Any]


def weakened(
    records: Mapping[tuple[str, str], Record], sources: Mapping[tuple[str, str], Source]
) -> tuple[str, ...]:
    """Return the rules, concepts, figures and questions that upper layers judge otherwise than the lowest."""
    found: set[str] = set()
    for (kind, name), record in records.items():
        lowest = record
        while lowest.base is not None:
            lowest = lowest.base
        base = read_source(lowest.path, lowest.text) if lowest is not record else None
        if not isinstance(base, Source) or (kind, name) not in sources:
            continue
        data = sources[kind, name].data
        if kind == "part":
            found.update(_changed_questions(base.data, data))
        elif kind in ("rule", "concept", "figure") and _milder(base.data, data):
            found.add(name)
    return tuple(sorted(found))


def _milder(base: Data, data: Data) -> bool:
    changed = any(base.get(key) != data.get(key) for key in JUDGING)
    return changed or _rank(data) < _rank(base)


def _rank(data: Data) -> int:
    severity = data.get("severity")
    return SEVERITIES.index(severity) if severity in SEVERITIES else 0


def _changed_questions(base: Data, data: Data) -> Iterator[str]:
    after = dict(_answers(data))
    return (name for name, answer in _answers(base) if after.get(name) != answer)


def _answers(data: Data, prefix: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Yield each question of a part with what its answers can be."""
    for question in _tables(data.get("fields" if prefix else "questions")):
        name = f"{prefix}{question.get('fact')}"
        choices = [
            (choice.get("id"), choice.get("proposed", True)) for choice in _tables(question.get("choices"))
        ]
        yield name, [*(question.get(key) for key in ANSWERING), bool(question.get("no_way_out")), *choices]
        if not prefix:
            yield from _answers(question, f"{name}.")


def _tables(value: object) -> list[Data]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
