"""Where to go after an answer."""

from starlette.responses import RedirectResponse, Response

from samverkansavtal.interviewing.order import next_step
from samverkansavtal.interviewing.view import View
from samverkansavtal.planning.answers import Answers
from samverkansavtal.web.keeping import Kept
from samverkansavtal.web.visit import OPENED, Visit


def after(visit: Visit, before: View, kept: Kept, path: str) -> Response:
    """Return the way on after an answer to *path*; newly opened questions come before the way back."""
    visit.kept_draft = kept
    if visit.form.get("sedan") == "spara":
        return visit.go("utkast")
    if result_is_new(before, kept.view, path, bool(visit.back_to)):
        return visit.go("resultat", {"efter": path})
    if visit.back_to:
        return _back(visit, before, path)
    return onwards(visit, path)


def _back(visit: Visit, before: View, path: str) -> Response:
    """Return the way back to where a change began, by what does not go together and what it has opened."""
    now, opened = visit.kept.view, f"{visit.back_to}{OPENED}"
    wrong, sentence = next_step(now, path)
    if wrong is not None and sentence:
        return to(visit, wrong, path, opened)
    following = list(opened_by(before, now))
    if visit.way_back == opened:
        following += [other for other in now.fresh() if now.part_of(other) <= now.part_of(path)]
    return to(visit, following[0], path, opened) if following else back(visit, path)


def back(visit: Visit, path: str) -> Response:
    """Return the way back to where the visitor came from; among the answers, to the part of *path*."""
    place = f"#{visit.kept.plan.part(path).id}" if visit.back_to == "svar" else ""
    return RedirectResponse(visit.url(visit.back_to) + place, 303)


def onwards(visit: Visit, path: str = "") -> Response:
    """Return the way to what is to be asked next, or to the usual answers when nothing is."""
    view = visit.kept.view
    following, _ = next_step(view, path or None)
    if following is None:
        return visit.go("vanligt")
    return to(visit, following, path)


def to(visit: Visit, path: str, after_path: str = "", back: str = "") -> Response:
    """Return the way to the page where *path* is asked; *back* is where to afterwards."""
    query = {"efter": after_path, "till": back}
    parts = path.split(".")
    if len(parts) == 1:
        return visit.go("fraga", query, path=path)
    if parts[1] == "+":
        rows = visit.kept.draft.answers.keys(parts[0])
        return (
            visit.go("lista", query, lista=parts[0])
            if rows
            else visit.go("rad", query, lista=parts[0], rad="ny")
        )
    return visit.go("rad", query, lista=parts[0], rad=parts[1])


def result_is_new(before: View, now: View, path: str, seen: bool = False) -> bool:
    """Return whether the result is to be shown: an answer behind it has changed, or it has just been reached.

    To somebody who has *seen* it, and came back to change something, it is no news that it is reached again.
    """
    if not now.result_reached():
        return False
    if now.plan.part(path) is now.result and _answers_of(before.answers, path) != _answers_of(
        now.answers, path
    ):
        return True
    return not (seen or before.result_reached())


def _answers_of(answers: Answers, path: str) -> object:
    """Return what is answered at *path*: of a row all of it, of a list which rows it has."""
    name, _, rest = path.partition(".")
    if not rest:
        return answers.values.get(path)
    if rest == "+":
        return answers.keys(name), name in answers.closed, answers.values.get(path)
    return dict(answers.row(name, rest.partition(".")[0]))


def opened_by(before: View, now: View) -> tuple[str, ...]:
    """Return what the last answer has opened that was not to be asked before."""
    known = set(before.plan.needs)
    return tuple(path for path in now.fresh() if path not in known)
