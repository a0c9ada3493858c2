"""Keeping answers from a form: only those nobody else has changed meanwhile, all or nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from samverkansavtal.drafting.values import Printer
from samverkansavtal.interviewing.noting import changed_after_result
from samverkansavtal.interviewing.view import View
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import plan
from samverkansavtal.producing.opening import kept as as_kept
from samverkansavtal.web.forms import mark
from samverkansavtal.web.keeping import ChangedError, Edit, Kept

Change = Callable[[View], Answers]


class NotTogetherError(Exception):
    """Answers of one form do not go together; `errors` is field → sentence."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__()
        self.errors = errors


def editing(change: Change, bases: Mapping[str, str], paths: tuple[str, ...]) -> Edit:
    """Return the edit that makes *change*, about *paths*, in a draft.

    *bases* is path → the mark of the answer that the form was shown with.
    """

    def edit(kept: Kept) -> Kept:
        answers = change(kept.view)
        _unchanged(kept, answers, bases)
        planned = plan(kept.library, answers, kept.draft.day)
        changed = changed_after_result(kept.view, answers, paths, kept.draft.changed_after_result)
        return replace(kept, draft=as_kept(kept.draft, planned, changed), plan=planned)

    return edit


def _unchanged(kept: Kept, answers: Answers, bases: Mapping[str, str]) -> None:
    """Raise ChangedError when somebody else has given another answer since the form was shown."""
    theirs = {
        path: Printer(kept.library, kept.view.world).answer(path)
        for path, base in bases.items()
        if base != mark(now := kept.draft.answers.values.get(path)) and now != answers.values.get(path)
    }
    if theirs:
        raise ChangedError(theirs)
