"""One question, one page; what was typed is never lost, whoever else has answered meanwhile."""

from starlette.responses import Response

from samverkansavtal.interviewing.order import opened
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Answering, Prompt
from samverkansavtal.interviewing.replying import answers_with, at_odds, refused
from samverkansavtal.interviewing.view import View
from samverkansavtal.language.reading import ReadError
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.plan import place
from samverkansavtal.web import forms, going
from samverkansavtal.web.keeping import ChangedError, NotHereError, Role
from samverkansavtal.web.keeping_answers import Change, editing
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit


class RefusedError(Exception):
    """The new answer does not go with the others; `str()` says why, `others` are their paths."""

    def __init__(self, sentence: str, others: list[str]) -> None:
        super().__init__(sentence)
        self.others = others


def show(visit: Visit) -> Response:
    """Show one question."""
    prompt = _prompt(visit)
    return _page(visit, forms.field("svar", prompt, visit.kept.draft.answers))


def take(visit: Visit) -> Response:
    """Keep the answer to one question, or show the question again with why it could not be kept."""
    prompt = _prompt(visit)
    path, before = prompt.path, visit.kept.view
    try:
        reply = forms.reply("svar", prompt, visit.form)
        if reply is None and visit.form.get("sedan") == "spara":
            return visit.go("utkast")
        if reply is None:
            raise ReadError(forms.empty(prompt))
        kept = visit.site.drafts.change(
            visit.person,
            visit.kept.id,
            editing(_change(path, prompt, reply), _bases(visit, path), (path,)),
            path,
        )
    except ReadError as wrong:
        return _page(visit, forms.posted("svar", prompt, visit.form, str(wrong)), 400)
    except RefusedError as wrong:
        return _page(visit, forms.posted("svar", prompt, visit.form, str(wrong)), 400, wrong.others)
    except ChangedError as changed:
        return _conflict(visit, prompt, changed)
    return going.after(visit, before, kept, path)


def _prompt(visit: Visit) -> Prompt:
    path, view = visit.param("path"), visit.kept.view
    question = view.library.question(path)
    if question is None or question.is_list or question.list or not view.applies(path):
        raise NotHereError("Frågan finns inte, eller gäller inte med de svar som finns nu.")
    return build(view, path)


def _change(path: str, prompt: Prompt, reply: Answering) -> Change:
    def change(view: View) -> Answers:
        answers = answers_with(view, path, prompt, reply)
        if sentence := refused(view.library, path, answers):
            raise RefusedError(sentence, at_odds(view, path, sentence, answers))
        return answers

    return change


def _bases(visit: Visit, path: str) -> dict[str, str]:
    """Return the mark the form was shown with; one that carries none was shown with no answer."""
    return {path: visit.form.get("bas:svar") or "-"}


def _conflict(visit: Visit, prompt: Prompt, changed: ChangedError) -> Response:
    """Show both answers: what stands now, and what was typed here."""
    kept = visit.site.drafts.open(visit.person, visit.kept.id)
    visit.kept_draft = kept
    base = forms.mark(kept.draft.answers.values.get(prompt.path))
    field = forms.posted("svar", prompt, visit.form, str(changed), changed.theirs[prompt.path], base)
    return _page(visit, field, 409)


def _page(visit: Visit, field: forms.Field, status: int = 200, others: list[str] | None = None) -> Response:
    view, path = visit.kept.view, field.prompt.path
    wrong = dict(view.contradictions).get(path, "")
    if wrong and others is None:
        others = at_odds(view, path, wrong, view.answers)
    return visit.page(
        "fraga",
        status,
        field=field,
        error=field.error or wrong,
        opened=opened(view, path, _last(visit)),
        back=previous(view, path),
        owner=view.printer.owner(path),
        who=visit.form.get("vem") or _who(view, path),
        others=[(other, view.printer.label(other), view.printer.answer(other)) for other in others or ()],
        may=visit.may(Role.WRITE),
    )


def _who(view: View, path: str) -> str:
    answer = view.answers.values.get(path)
    return answer.who if isinstance(answer, NotKnown) else ""


def _last(visit: Visit) -> str | None:
    """Return what was answered last, as the address says."""
    path = visit.query("efter")
    return path if path and visit.kept.library.question(path) is not None else None


def previous(view: View, path: str) -> str:
    """Return the answered question before *path*, "" at the first one."""
    here = place(view.library, view.answers, path)
    places = {other: place(view.library, view.answers, other) for other in view.answers.values}
    earlier = sorted(
        (other for other in places if places[other] < here), key=places.__getitem__, reverse=True
    )
    return next((other for other in earlier if view.applies(other)), "")


PAGES = (
    Page("fraga", show, Role.READ),
    Page("fraga", take, Role.WRITE, "POST"),
)
