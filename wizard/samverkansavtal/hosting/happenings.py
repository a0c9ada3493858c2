"""What a change did, as two texts: how it was, and how it is."""

from samverkansavtal.explaining.naming import title_of
from samverkansavtal.language.values import Row
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.web.keeping import Kept

NOTHING = "inget ändrat bland svaren"


def happened(before: Kept, after: Kept, path: str) -> tuple[str, str]:
    """Return the answer to *path* before and after; for a row, a list or many answers, a line for each."""
    question = before.library.question(path)
    if question is not None and not question.is_list and not path.endswith(".+"):
        return before.view.printer.answer(path), after.view.printer.answer(path)
    paths = _changed(before, after)
    old = [_line(before, changed) for changed in paths if changed in before.draft.answers.values]
    new = [_line(after, changed) for changed in paths if changed in after.draft.answers.values]
    old += _rows(before, after)
    new += [*_rows(after, before), *_beside(before.draft, after)]
    return "\n".join(old), "\n".join(new) or ("" if old else NOTHING)


def _changed(before: Kept, after: Kept) -> list[str]:
    old, new = before.draft.answers.values, after.draft.answers.values
    return [path for path in {**old, **new} if old.get(path) != new.get(path)]


def _line(kept: Kept, path: str) -> str:
    printer = kept.view.printer
    row = Row(*path.split(".")[:2]) if "." in path and not path.endswith(".+") else None
    whose = f"{printer.row_name(row)}, " if row else ""
    return f"{whose}{printer.label(path)}: {printer.answer(path)}"


def _rows(here: Kept, there: Kept) -> list[str]:
    """Return a line for each list whose rows, or their order, differ: the rows it has *here*."""
    lines = []
    for name in here.library.schema.lists:
        keys = here.draft.answers.keys(name)
        if keys != there.draft.answers.keys(name):
            named = ", ".join(here.view.printer.row_name(Row(name, key)) for key in keys)
            lines.append(f"{here.view.printer.label(name)}: {named or 'inga rader'}")
    return lines


def _beside(before: Draft, kept: Kept) -> list[str]:
    """Return what changed beside the answers."""
    after = kept.draft
    lines = [
        f"avvikande bedömning av ”{title_of(judgement.rule, kept.library)}”"
        for judgement in after.judgements
        if judgement not in before.judgements
    ]
    if before.version != after.version:
        lines.append(f"version {after.version} av Word-filerna")
    closed = after.answers.closed ^ before.answers.closed
    return lines + [
        f"{name}: {'inga fler rader' if name in after.answers.closed else 'fler rader'}"
        for name in sorted(closed)
    ]
