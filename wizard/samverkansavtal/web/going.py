"""Where to go after an answer."""

from starlette.responses import RedirectResponse, Response

from samverkansavtal.interviewing.order import next_step
from samverkansavtal.interviewing.view import View
from samverkansavtal.planning.answers import Answers
from samverkansavtal.web.keeping import Kept
from samverkansavtal.web.visit import Visit


def after(visit: Visit, before: View, kept: Kept, path: str) -> Response:
    """Return the way on after an answer to *path*; newly opened questions come before the way back."""
    visit.kept_draft = kept
    if visit.form.get("sedan") == "spara":
        return visit.go("utkast")
    if result_is_new(before, kept.view, path):
        return visit.go("resultat", {"efter": path})
    if visit.back_to and not opened_by(before, kept.view):
        return back(visit, path)
    return onwards(visit, path)


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


def to(visit: Visit, path: str, after_path: str = "") -> Response:
    """Return the way to the page where *path* is asked."""
    query = {"efter": after_path}
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


def result_is_new(before: View, now: View, path: str) -> bool:
    """Return whether the result is to be shown: it has just been reached, or an answer behind it changed."""
    if not now.result_reached():
        return False
    changed = _answers_of(before.answers, path) != _answers_of(now.answers, path)
    return not before.result_reached() or (changed and now.plan.part(path) is now.result)


def _answers_of(answers: Answers, path: str) -> object:
    return answers.values.get(path)


def opened_by(before: View, now: View) -> tuple[str, ...]:
    """Return what the last answer has opened that was not to be asked before."""
    known = set(before.plan.needs)
    return tuple(path for path in now.fresh() if path not in known)
