"""The start page, a look through all questions, and beginning a draft: it is kept with its first answer."""

from starlette.responses import Response

from samverkansavtal.content.records import Library
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replying import answers_with
from samverkansavtal.interviewing.view import View
from samverkansavtal.language.reading import ReadError
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import plan
from samverkansavtal.producing.opening import kept
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.web import forms
from samverkansavtal.web.routes import Need, Page
from samverkansavtal.web.visit import Visit


def start(visit: Visit) -> Response:
    """Show what this is, and the visitor's drafts."""
    drafts = visit.site.drafts.all(visit.person)
    library = visit.site.library(visit.site.models()[0].id)
    return visit.page("start", drafts=drafts, quick=library.quick, forms=library.forms)


def all_questions(visit: Visit) -> Response:
    """Show every question of a model without answering."""
    models = visit.site.models()
    library = visit.site.library(visit.query("modell") or models[0].id)
    return visit.page("alla_fragor", models=models, library=library)


def choose_model(visit: Visit) -> Response:
    """Ask what it is most like."""
    return visit.page("borja", models=visit.site.models(), error="")


def chosen_model(visit: Visit) -> Response:
    """Go on with the chosen model."""
    model = visit.form.get("modell")
    if model not in [known.id for known in visit.site.models()]:
        return visit.page("borja", 400, models=visit.site.models(), error="Välj den modell som liknar mest.")
    return visit.go("borja_modell", modell=model)


def first_question(visit: Visit) -> Response:
    """Ask the first question of the chosen model."""
    view, path = _empty(visit, visit.site.library(visit.param("modell")))
    field = forms.field("svar", build(view, path), view.answers)
    return visit.page("forsta", library=view.library, field=field)


def first_answer(visit: Visit) -> Response:
    """Keep a new draft with its first answer."""
    view, path = _empty(visit, visit.site.library(visit.param("modell")))
    prompt = build(view, path)
    try:
        reply = forms.reply("svar", prompt, visit.form)
        error = "" if reply else "Skriv ett svar. Ni kan ändra det när ni vill."
    except ReadError as wrong:
        reply, error = None, str(wrong)
    if reply is None:
        field = forms.posted("svar", prompt, visit.form, error)
        return visit.page("forsta", 400, library=view.library, field=field)
    planned = plan(view.library, answers_with(view, path, prompt, reply), visit.site.today)
    draft = Draft(model=view.library.model.id, day=visit.site.today, answers=planned.answers)
    name = visit.site.drafts.begin(visit.person, kept(draft, planned, ()), view.library)
    return visit.go("nasta", utkast=name)


def _empty(visit: Visit, library: Library) -> tuple[View, str]:
    view = View(plan(library, Answers(), visit.site.today))
    return view, view.fresh()[0]


PAGES = (
    Page("start", start, Need.SIGNED),
    Page("alla_fragor", all_questions, Need.SIGNED),
    Page("borja", choose_model, Need.SIGNED),
    Page("borja", chosen_model, Need.SIGNED, "POST"),
    Page("borja_modell", first_question, Need.SIGNED),
    Page("borja_modell", first_answer, Need.SIGNED, "POST"),
)
