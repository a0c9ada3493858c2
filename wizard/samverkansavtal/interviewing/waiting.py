"""What may wait, by who knows it, and what has a usual answer."""

from samverkansavtal.interviewing.view import View
from samverkansavtal.language import swedish
from samverkansavtal.planning.answers import Answer, NotKnown
from samverkansavtal.planning.plan import place


def waiting(view: View, again: bool) -> list[str]:
    """Return what may wait, and *again* what nobody knew, in authored order."""
    paths = view.fresh("later")
    if again:
        paths += [path for path, answer in view.answers.values.items() if _unsure(view, path, answer)]
    return sorted(paths, key=lambda path: place(view.library, view.answers, path))


def _unsure(view: View, path: str, answer: Answer) -> bool:
    read = path.endswith(".+") or path in view.plan.world.seen
    return isinstance(answer, NotKnown) and read and view.applies(path)


def by_owner(view: View, again: bool) -> dict[str, list[str]]:
    """Return who knows → the paths that may wait."""
    groups: dict[str, list[str]] = {}
    for path in waiting(view, again):
        groups.setdefault(owner(view, path), []).append(path)
    return groups


def owner(view: View, path: str) -> str:
    """Return who knows, capitalised: the company as a party and as a role is one."""
    return swedish.capital(view.printer.owner(path))


def standard_paths(view: View) -> list[str]:
    """Return the questions that have a usual answer and apply here, in authored order."""
    return [
        question.fact
        for part in view.library.parts
        for question in part.questions
        if question.standard is not None and view.world.holds(question.when, {}) is True
    ]
