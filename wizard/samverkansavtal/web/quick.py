"""Snabbtest: a few questions on one page, where they point, and a draft that begins with the same answers."""

from starlette.responses import Response

from samverkansavtal.content.records import Library
from samverkansavtal.explaining.quick import assumed, conclude, given
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Answering, Prompt
from samverkansavtal.interviewing.replying import answers_with
from samverkansavtal.interviewing.view import View
from samverkansavtal.language.reading import ReadError
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import plan
from samverkansavtal.producing.opening import kept
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.web import forms
from samverkansavtal.web.keeping import NotHereError
from samverkansavtal.web.routes import Need, Page
from samverkansavtal.web.visit import Visit


def library_of(visit: Visit) -> Library:
    """Return the library whose quick test is shown: that of the first model.

    Raises:
        NotHereError: it has none.
    """
    library = visit.site.library(visit.site.models()[0].id)
    if library.quick is None:
        raise NotHereError("Det finns inget snabbtest.")
    return library


def _begun(visit: Visit, library: Library) -> View:
    return View(plan(library, assumed(library, visit.site.today), visit.site.today))


def prompts(view: View) -> tuple[Prompt, ...]:
    """Return the questions of the quick test."""
    words = view.library.quick
    return tuple(build(view, path) for path in words.questions) if words else ()


def ask(visit: Visit) -> Response:
    """Show the questions of the quick test."""
    library = library_of(visit)
    view = _begun(visit, library)
    fields = [forms.field(prompt.path, prompt, view.answers) for prompt in prompts(view)]
    return _page(visit, library, fields)


def take(visit: Visit) -> Response:
    """Show where the answers point, or begin a draft with them."""
    library = library_of(visit)
    view = _begun(visit, library)
    asked = prompts(view)
    replies, errors = _read(asked, visit)
    if errors:
        fields = [forms.posted(p.path, p, visit.form, errors.get(p.path, "")) for p in asked]
        return _page(visit, library, fields, 400)
    for prompt in asked:
        view = View(
            plan(library, answers_with(view, prompt.path, prompt, replies[prompt.path]), visit.site.today)
        )
    if visit.form.get("gor") == "borja":
        return _begin(visit, library, view.answers)
    return _result(visit, library, view, asked)


def _read(asked: tuple[Prompt, ...], visit: Visit) -> tuple[dict[str, Answering], dict[str, str]]:
    replies, errors = dict[str, Answering](), dict[str, str]()
    for prompt in asked:
        try:
            reply = forms.reply(prompt.path, prompt, visit.form)
            if reply is None:
                raise ReadError(forms.empty(prompt))
            replies[prompt.path] = reply
        except ReadError as wrong:
            errors[prompt.path] = str(wrong)
    return replies, errors


def _page(visit: Visit, library: Library, fields: list[forms.Field], status: int = 200) -> Response:
    return visit.page("snabbtest", status, words=library.quick, fields=fields)


def _result(visit: Visit, library: Library, view: View, asked: tuple[Prompt, ...]) -> Response:
    """Show the conclusion; the answers follow in the form that begins a draft."""
    assert library.quick is not None
    names = {prefix + prompt.path for prompt in asked for prefix in ("", "vetinte:", "gallerinte:", "bas:")}
    answers = [(key, value) for key, value in visit.form.data.multi_items() if key in names]
    return visit.page(
        "snabbtest_svar",
        found=conclude(view.plan, library.quick),
        answers=answers,
        models=visit.site.models(),
        told=[(prompt.ask, view.printer.answer(prompt.path)) for prompt in asked],
    )


def _begin(visit: Visit, library: Library, answers: Answers) -> Response:
    """Begin a draft of the chosen model with what was answered; what was assumed does not come along."""
    assert library.quick is not None
    chosen = visit.form.get("modell") or library.model.id
    target = visit.site.library(chosen)
    planned = plan(target, given(library.quick, answers), visit.site.today)
    draft = Draft(model=target.model.id, day=visit.site.today, answers=planned.answers)
    name = visit.site.drafts.begin(visit.person, kept(draft, planned, ()), target)
    return visit.go("nasta", utkast=name)


PAGES = (
    Page("snabbtest", ask, Need.SIGNED),
    Page("snabbtest", take, Need.SIGNED, "POST"),
)
