"""Which form fits: a few questions in two steps, every form with its reasons, and a draft with the same answers."""

from starlette.responses import Response

from samverkansavtal.content.forming import form_library
from samverkansavtal.content.records import Library
from samverkansavtal.explaining.forms import begun, pending, which_form
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Prompt
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

ASKED = "fragor"  # the paths that a posted page holds answers to


def library_of(visit: Visit) -> Library:
    """Return the library whose forms are asked about: that of the first model.

    Raises:
        NotHereError: it has none.
    """
    library = visit.site.library(visit.site.models()[0].id)
    if library.forms is None:
        raise NotHereError("Det finns inga frågor om formen.")
    return library


def ask(visit: Visit) -> Response:
    """Show the first questions."""
    library = library_of(visit)
    view = _view(visit, library, Answers())
    first = pending(library, Answers(), visit.site.today)
    fields = [forms.field(path, build(view, path), view.answers) for path in first]
    return _page(visit, library, fields, ())


def take(visit: Visit) -> Response:
    """Show the questions that are left, the result, or begin a draft."""
    library = library_of(visit)
    assert library.forms is not None
    paths = [path for path in library.forms.ask if path in visit.form.getlist(ASKED)]
    view, errors = _read(visit, library, paths)
    if errors or not paths:
        prompts = [build(view, path) for path in paths or pending(library, Answers(), visit.site.today)]
        fields = [forms.posted(p.path, p, visit.form, errors.get(p.path, "")) for p in prompts]
        return _page(visit, library, fields, (), 400)
    left = pending(library, view.answers, visit.site.today)
    if left:
        fields = [forms.field(path, build(view, path), view.answers) for path in left]
        return _page(visit, library, fields, _hidden(visit, paths))
    if visit.form.get("gor") == "borja":
        return _begin(visit, library, view.answers)
    return _result(visit, library, view, paths)


def _view(visit: Visit, library: Library, answers: Answers) -> View:
    return View(plan(form_library(library), answers, visit.site.today))


def _read(visit: Visit, library: Library, paths: list[str]) -> tuple[View, dict[str, str]]:
    """Return the answers that were posted, and what is wrong with those that cannot be read."""
    view, errors = _view(visit, library, Answers()), dict[str, str]()
    for path in paths:
        prompt = build(view, path)
        try:
            view = _answered(visit, library, view, prompt)
        except ReadError as wrong:
            errors[path] = str(wrong)
    return view, errors


def _answered(visit: Visit, library: Library, view: View, prompt: Prompt) -> View:
    reply = forms.reply(prompt.path, prompt, visit.form)
    if reply is None:
        raise ReadError(forms.empty(prompt))
    return _view(visit, library, answers_with(view, prompt.path, prompt, reply))


def _hidden(visit: Visit, paths: list[str]) -> list[tuple[str, str]]:
    """Return what was posted about *paths*, to be posted again."""
    names = {prefix + path for path in paths for prefix in ("", "vetinte:", "gallerinte:", "bas:")}
    posted = [(key, value) for key, value in visit.form.data.multi_items() if key in names]
    return [*((ASKED, path) for path in paths), *((key, str(value)) for key, value in posted)]


def _page(
    visit: Visit,
    library: Library,
    fields: list[forms.Field],
    hidden: list[tuple[str, str]] | tuple[()],
    status: int = 200,
) -> Response:
    return visit.page("form", status, test=library.forms, fields=fields, hidden=hidden, asked=ASKED)


def _result(visit: Visit, library: Library, view: View, paths: list[str]) -> Response:
    """Show every form with its reasons; the answers follow in the form that begins a draft."""
    found = which_form(library, view.answers, visit.site.today)
    models = {model.id: model for model in visit.site.models()}
    return visit.page(
        "form_svar",
        found=found,
        answers=_hidden(visit, paths),
        models=[models[name] for name in found.models() if name in models],
        told=[(view.plan.question(path).ask, view.printer.answer(path)) for path in paths],
    )


def _begin(visit: Visit, library: Library, answers: Answers) -> Response:
    """Begin a draft of the chosen model with what was answered; what was assumed does not come along."""
    target = visit.site.library(visit.form.get("modell") or library.model.id)
    planned = plan(target, begun(library, answers, visit.site.today), visit.site.today)
    draft = Draft(model=target.model.id, day=visit.site.today, answers=planned.answers)
    name = visit.site.drafts.begin(visit.person, kept(draft, planned, ()), target)
    return visit.go("nasta", utkast=name)


PAGES = (
    Page("form", ask, Need.SIGNED),
    Page("form", take, Need.SIGNED, "POST"),
)
