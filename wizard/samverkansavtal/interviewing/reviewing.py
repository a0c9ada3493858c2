"""The answers of one part as lines to look over: single answers, one line a row, a way to add rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from samverkansavtal.content.records import Part, Question
from samverkansavtal.interviewing.view import View
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Row


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: an answer (`path` is its path), a row (`list.key`) or a way to add one (`list`)."""

    kind: Literal["answer", "row", "add"]
    path: str
    label: str
    answer: str


def entries(view: View, part: Part) -> tuple[Entry, ...]:
    """Return the lines of *part*."""
    return tuple(_entries(view, part))


def _entries(view: View, part: Part) -> Iterator[Entry]:
    for question in part.questions:
        if question.is_list:
            yield from list_entries(view, question)
        elif concerns(view, question.fact, question):
            yield Entry(
                "answer", question.fact, swedish.capital(question.label), view.printer.answer(question.fact)
            )


def concerns(view: View, path: str, question: Question) -> bool:
    """Return whether an answer belongs in the review: it applies, and is given, needed or the usual one."""
    if not view.applies(path):
        return False
    known = path in view.answers.values or path in view.plan.needs
    items = {question.item: Row(question.list, path.split(".")[1])} if question.list else {}
    return known or (question.standard is not None and view.world.holds(question.when, items) is True)


def list_entries(view: View, question: Question) -> Iterator[Entry]:
    """Yield the rows of a list, and the way to add one."""
    keys = view.answers.keys(question.fact)
    needed = any(path.startswith(f"{question.fact}.") for path in view.plan.needs)
    if not view.applies(f"{question.fact}.+") or not (keys or needed or question.fact in view.answers.closed):
        return
    label = swedish.capital(question.label)
    for number, key in enumerate(keys, 1):
        line = row_line(view, Row(question.fact, key))
        yield Entry("row", f"{question.fact}.{key}", f"{label}, rad {number}", line)
    yield Entry("add", question.fact, f"{label}: lägg till en rad", "" if keys else "ingen rad än")


def row_line(view: View, row: Row) -> str:
    """Return what a row goes by, first the party it is about where it has one, and what it lacks."""
    missing = [path for path in view.plan.needs if path.startswith(f"{row.list}.{row.key}.")]
    may_wait = all(view.plan.question(path).timing == "later" for path in missing)
    name = view.printer.row_name(row)
    first = view.library.questions[row.list].fields[0]
    party = view.world.field(row, first.fact) if first.input == "ref" else None
    if isinstance(party, Row):
        name = f"{view.printer.row_name(party)}: {name}"
    return f"{name} ({len(missing)} svar {'kan vänta' if may_wait else 'saknas'})" if missing else name


def row_entries(view: View, row: Row) -> tuple[Entry, ...]:
    """Return the answers of one row."""
    fields = view.library.questions[row.list].fields
    paths = [row.path(field.fact) for field in fields if concerns(view, row.path(field.fact), field)]
    return tuple(
        Entry("answer", path, swedish.capital(view.plan.question(path).label), view.printer.answer(path))
        for path in paths
    )


def pointing_at(view: View, row: Row) -> int:
    """Return how many answers refer to *row*: they are asked again when it is removed."""
    return sum(
        1
        for path, value in view.answers.values.items()
        if value == row.key
        and (question := view.library.question(path)) is not None
        and question.of == row.list
    )
