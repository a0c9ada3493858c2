"""What comes next, and what to say when an answer has opened something in a part that was done."""

from samverkansavtal.interviewing.counting import counted
from samverkansavtal.interviewing.prompts import part_title
from samverkansavtal.interviewing.view import View


def next_step(view: View, last: str | None) -> tuple[str | None, str]:
    """Return the path to ask about, and what is wrong with the answer it has already, if anything.

    *last* is what was answered last: its row is finished before anything else.
    """
    for path, sentence in view.contradictions:
        if view.applies(path):
            return path, sentence
    waiting = view.fresh()
    same = (path for path in waiting if _same_row(path, last))
    return next(same, waiting[0] if waiting else None), ""


def _same_row(path: str, last: str | None) -> bool:
    if last is None or path.count(".") < 2:
        return False
    return path.rpartition(".")[0] == last.rpartition(".")[0]


def opened(view: View, path: str, last: str | None) -> str:
    """Return that the answer to *last* has opened questions in the earlier part of *path*, or ""."""
    if last is None or view.part_of(path) >= view.part_of(last):
        return ""
    part = view.plan.part(path)
    number = sum(1 for other in view.fresh() if view.plan.part(other) is part)
    title = part_title(view, part).rstrip("?")
    return f"Svaret öppnade {counted(number, 'en fråga', 'frågor')} i {title}."
