""" "Det vanliga" on one page, and what may wait, by who knows."""

from dataclasses import replace

from starlette.responses import Response

from samverkansavtal.interviewing.prompts import build, part_title
from samverkansavtal.interviewing.replies import Answering, Prompt
from samverkansavtal.interviewing.replying import answers_with, refused
from samverkansavtal.interviewing.view import View
from samverkansavtal.interviewing.waiting import by_owner, standard_paths
from samverkansavtal.language.reading import ReadError
from samverkansavtal.planning.answers import Answers
from samverkansavtal.web import forms, going
from samverkansavtal.web.keeping import ChangedError, Role
from samverkansavtal.web.keeping_answers import Change, NotTogetherError, editing
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit


def show(visit: Visit) -> Response:
    """Show every usual answer in one form."""
    answers = visit.kept.draft.answers
    return _page(visit, [forms.field(prompt.path, prompt, answers) for prompt in _prompts(visit)])


def _prompts(visit: Visit) -> list[Prompt]:
    view = visit.kept.view
    return [build(view, path) for path in standard_paths(view)]


def take(visit: Visit) -> Response:
    """Keep the answers that differ from the usual ones."""
    shown, replies, errors = _prompts(visit), dict[str, Answering](), dict[str, str]()
    for prompt in shown:
        if forms.keeps_theirs(prompt.path, visit.form):
            continue
        try:
            reply = forms.reply(prompt.path, prompt, visit.form)
            if reply is None:
                raise ReadError(forms.empty(prompt))
            if forms.touched(prompt.path, prompt, reply, visit.form):
                replies[prompt.path] = reply
        except ReadError as wrong:
            errors[prompt.path] = str(wrong)
    if not errors:
        try:
            return _kept(visit, {prompt.path: prompt for prompt in shown}, replies)
        except NotTogetherError as wrong:
            errors = wrong.errors
        except ChangedError as changed:
            return _conflict(visit, shown, changed)
    fields = [forms.posted(p.path, p, visit.form, errors.get(p.path, "")) for p in shown]
    return _page(visit, fields, 400)


def _kept(visit: Visit, prompts: dict[str, Prompt], replies: dict[str, Answering]) -> Response:
    before = visit.kept.view
    if replies:
        bases = {path: visit.form.get(f"bas:{path}") or "-" for path in replies}
        edit = editing(_change(prompts, replies), bases, tuple(replies))
        visit.kept_draft = visit.site.drafts.change(visit.person, visit.kept.id, edit, " ".join(replies))
    if visit.form.get("sedan") == "spara":
        return visit.go("utkast")
    if going.opened_by(before, visit.kept.view):
        return going.onwards(visit)
    return visit.go("svar")


def _change(prompts: dict[str, Prompt], replies: dict[str, Answering]) -> Change:
    def change(view: View) -> Answers:
        for path, reply in replies.items():
            answers = answers_with(view, path, prompts[path], reply)
            view = View(replace(view.plan, answers=answers))
        wrong = {path: s for path in replies if (s := refused(view.library, path, view.answers))}
        if wrong:
            raise NotTogetherError(wrong)
        return view.answers

    return change


def _conflict(visit: Visit, shown: list[Prompt], changed: ChangedError) -> Response:
    visit.kept_draft = visit.site.drafts.open(visit.person, visit.kept.id)
    answers = visit.kept.draft.answers
    fields = []
    for prompt in shown:
        theirs = changed.theirs.get(prompt.path, "")
        base = forms.mark(answers.values.get(prompt.path))
        error = str(changed) if theirs else ""
        fields.append(forms.posted(prompt.path, prompt, visit.form, error, theirs, base))
    return _page(visit, fields, 409)


def _page(visit: Visit, fields: list[forms.Field], status: int = 200) -> Response:
    view = visit.kept.view
    part = next((part for part in view.library.parts if part.screen), view.library.parts[-1])
    return visit.page(
        "vanligt", status, fields=fields, part=part_title(view, part), may=visit.may(Role.WRITE)
    )


def waiting(visit: Visit) -> Response:
    """Show what may wait, and what nobody knew, by who knows."""
    view = visit.kept.view
    groups = {
        owner: [(path, view.printer.label(path), _unsure(view, path)) for path in paths]
        for owner, paths in by_owner(view, True).items()
    }
    skipped = [(p, view.printer.label(p)) for p in view.plan.needs if p in view.answers.skipped]
    return visit.page("vantar", groups=groups, skipped=skipped, may=visit.may(Role.WRITE))


def _unsure(view: View, path: str) -> bool:
    return path in view.answers.values


PAGES = (
    Page("vanligt", show, Role.READ),
    Page("vanligt", take, Role.WRITE, "POST"),
    Page("senare", waiting, Role.READ),
)
