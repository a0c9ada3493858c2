"""Lists: the rows so far, one row as one form, and what can be done with a row."""

from dataclasses import replace

from starlette.responses import Response

from samverkansavtal.content.records import Question
from samverkansavtal.interviewing.order import opened
from samverkansavtal.interviewing.prompts import part_title
from samverkansavtal.interviewing.replies import Prompt
from samverkansavtal.interviewing.reviewing import pointing_at, row_line
from samverkansavtal.interviewing.view import View
from samverkansavtal.language.reading import ReadError
from samverkansavtal.language.values import Row
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.web import forms, going, records
from samverkansavtal.web.keeping import ChangedError, Kept, NotHereError, Role
from samverkansavtal.web.keeping_answers import Change, NotTogetherError, editing
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit

CHANGES = ("kopiera", "upp", "ned", "ta-bort")


def listed_in(visit: Visit) -> Question:
    """Return the list that the address names."""
    question = visit.kept.library.questions.get(visit.param("lista"))
    if question is None or not question.is_list or not visit.kept.view.applies(f"{question.fact}.+"):
        raise NotHereError("Listan finns inte, eller gäller inte med de svar som finns nu.")
    return question


def show_list(visit: Visit) -> Response:
    """Show the rows so far, and ask whether there are more."""
    return _list_page(visit, listed_in(visit))


def _list_page(visit: Visit, listed: Question, status: int = 200, error: str = "") -> Response:
    view, name = visit.kept.view, listed.fact
    keys = view.answers.keys(name)
    unsure = view.answers.values.get(f"{name}.+")
    return visit.page(
        "lista",
        status,
        listed=listed,
        rows=[(key, row_line(view, Row(name, key))) for key in keys],
        closed=name in view.answers.closed,
        unsure=unsure if isinstance(unsure, NotKnown) else None,
        enough=listed.least is None or len(keys) >= listed.least,
        part=part_title(view, view.plan.part(name)),
        opened=_opened(visit, f"{name}.+"),
        base=rows_mark(view.answers, name),
        owner=view.printer.owner(f"{name}.+"),
        error=error,
        may=visit.may(Role.WRITE),
    )


def _opened(visit: Visit, path: str) -> str:
    """Return that the last answer has opened questions here, in an earlier part than its own, or ""."""
    last = visit.query("efter")
    known = visit.kept.library.question(last) is not None
    return opened(visit.kept.view, path, last) if known else ""


def rows_mark(answers: Answers, name: str) -> str:
    """Return a mark that differs when rows have come, gone or moved."""
    return ",".join(answers.keys(name))


def take_list(visit: Visit) -> Response:
    """Take the answer to "is there anyone else", or do something with a row."""
    listed = listed_in(visit)
    doing, _, key = visit.form.get("gor").partition(":")
    if doing == "fler":
        return visit.go("rad", {"till": visit.way_back}, lista=listed.fact, rad=records.NEW)
    if doing in CHANGES:
        return _change_row(visit, listed, doing, key)
    if doing not in ("klar", "vet-inte"):
        return _list_page(visit, listed, 400, "Välj om det är någon mer.")
    return _close(visit, listed, doing)


def _close(visit: Visit, listed: Question, doing: str) -> Response:
    name, before, base = listed.fact, visit.kept.view, visit.form.get("bas")
    if doing == "klar" and listed.least is not None and len(before.answers.keys(name)) < listed.least:
        return _list_page(visit, listed, 400, f"Det behöver bli minst {listed.least} rader.")
    try:
        who = forms.who(visit.form)
    except ReadError as wrong:
        return _list_page(visit, listed, 400, str(wrong))

    def change(view: View) -> Answers:
        if rows_mark(view.answers, name) != base:
            raise ChangedError({name: "fler rader"})
        if doing == "klar":
            return view.answers.clear(f"{name}.+").close(name)
        return view.answers.put(f"{name}.+", NotKnown(who))

    try:
        kept = _keep(visit, change, f"{name}.+")
    except ChangedError:
        visit.kept_draft = visit.site.drafts.open(visit.person, visit.kept.id)
        return _list_page(
            visit, listed, 409, "Någon annan har ändrat listan medan ni läste den. Se över raderna."
        )
    return going.after(visit, before, kept, f"{name}.+")


def _keep(visit: Visit, change: Change, path: str, bases: dict[str, str] | None = None) -> Kept:
    paths = tuple(bases or ()) or (path,)
    return visit.site.drafts.change(visit.person, visit.kept.id, editing(change, bases or {}, paths), path)


def _change_row(visit: Visit, listed: Question, doing: str, key: str) -> Response:
    name, path = listed.fact, f"{listed.fact}.+"
    if doing == "ta-bort" and visit.form.get("saker") != "ja":
        return _sure(visit, listed, key)

    def change(view: View) -> Answers:
        answers = view.answers
        if key not in answers.keys(name):
            raise NotHereError("Raden finns inte längre. Någon annan kan ha tagit bort den.")
        if doing == "kopiera":
            return answers.copy_row(name, key, answers.new_key(name))
        if doing == "ta-bort":
            return answers.remove_row(name, key)
        return answers.move_row(name, key, -1 if doing == "upp" else 1)

    before = visit.kept.view
    visit.kept_draft = _keep(visit, change, path)
    if doing == "ta-bort" and going.result_is_new(before, visit.kept.view, path):
        return visit.go("resultat")
    return visit.go("lista", {"till": visit.way_back}, lista=name)


def _sure(visit: Visit, listed: Question, key: str) -> Response:
    view, row = visit.kept.view, Row(listed.fact, key)
    if key not in view.answers.keys(listed.fact):
        raise NotHereError("Raden finns inte längre. Någon annan kan ha tagit bort den.")
    return visit.page(
        "ta_bort_rad",
        listed=listed,
        key=key,
        name=view.printer.row_name(row),
        pointing=pointing_at(view, row),
    )


def show_row(visit: Visit) -> Response:
    """Show one row as a form."""
    listed = listed_in(visit)
    view, row = _row(visit, listed)
    wrong = dict(records.not_together(view, row, view.answers))
    shown = (replace(one, error=wrong.get(one.name, "")) for one in records.fields(view, row))
    return _row_page(visit, listed, view, row, tuple(shown))


def _row(visit: Visit, listed: Question) -> tuple[View, Row]:
    key = visit.param("rad")
    if key != records.NEW and key not in visit.kept.draft.answers.keys(listed.fact):
        raise NotHereError("Raden finns inte. Någon annan kan ha tagit bort den.")
    return records.with_row(visit.kept.view, listed, key)


def take_row(visit: Visit) -> Response:
    """Keep one row, or show it again with what is wrong; more of its questions may have opened."""
    listed = listed_in(visit)
    view, row = _row(visit, listed)
    shown = records.prompts(view, row)
    leaving = visit.form.get("sedan") == "spara"
    read = records.read_row(shown, visit.form, leaving)
    if read.errors:
        return _again(visit, listed, view, row, read.errors)
    if leaving and not read.replies:
        return visit.go("utkast")
    try:
        kept, key = _keep_row(visit, listed, row, read)
    except NotTogetherError as bad:
        return _again(visit, listed, view, row, bad.errors)
    except ChangedError as changed:
        return _row_conflict(visit, listed, row, changed)
    return _onwards(visit, kept, Row(row.list, key), shown)


def _keep_row(visit: Visit, listed: Question, row: Row, read: records.RowForm) -> tuple[Kept, str]:
    """Keep the row and return how the draft is kept then, with the key the row got."""
    new = visit.param("rad") == records.NEW
    got = [row.key]

    def change(view: View) -> Answers:
        got[0] = view.answers.new_key(row.list) if new else row.key
        if not new and row.key not in view.answers.keys(row.list):
            raise NotHereError("Raden finns inte längre. Någon annan kan ha tagit bort den.")
        here = Row(row.list, got[0])
        answers = records.row_answers(view.answers, here, read.replies)
        if wrong := dict(records.not_together(view, here, answers)):
            raise NotTogetherError(wrong)
        return answers

    bases = {} if new else {row.path(name): visit.form.get(f"bas:{name}") or "-" for name in read.replies}
    kept = _keep(visit, change, f"{row.list}.+" if new else f"{row.list}.{row.key}", bases)
    return kept, got[0]


def _onwards(visit: Visit, kept: Kept, row: Row, shown: tuple[Prompt, ...]) -> Response:
    """Go on with the row's newly opened questions, or with what comes after the row."""
    before = visit.kept.view
    visit.kept_draft = kept
    known = {prompt.question.fact for prompt in shown}
    more = [
        path
        for path in kept.view.fresh()
        if path.startswith(f"{row.list}.{row.key}.") and path.rpartition(".")[2] not in known
    ]
    if more and visit.form.get("sedan") != "spara":
        return visit.go("rad", {"fler": "ja", "till": visit.way_back}, lista=row.list, rad=row.key)
    if visit.form.get("sedan") == "en-till":
        return visit.go("rad", lista=row.list, rad=records.NEW)
    first = kept.library.questions[row.list].fields[0].fact
    answered = row.path(first)
    if visit.back_to or visit.form.get("sedan") == "spara":
        return going.after(visit, before, kept, answered)
    if f"{row.list}.+" in kept.plan.needs:
        return visit.go("lista", lista=row.list)
    return going.after(visit, before, kept, answered)


def _again(visit: Visit, listed: Question, view: View, row: Row, errors: dict[str, str]) -> Response:
    shown = tuple(
        forms.posted(records.name_of(prompt), prompt, visit.form, errors.get(records.name_of(prompt), ""))
        for prompt in records.prompts(view, row)
    )
    return _row_page(visit, listed, view, row, shown, 400)


def _row_conflict(visit: Visit, listed: Question, row: Row, changed: ChangedError) -> Response:
    """Show the row as it was typed here, with what somebody else has answered beside it."""
    visit.kept_draft = visit.site.drafts.open(visit.person, visit.kept.id)
    view = visit.kept.view
    shown = []
    for prompt in records.prompts(view, row):
        name, path = records.name_of(prompt), prompt.path
        theirs = changed.theirs.get(path, "")
        base = forms.mark(view.answers.values.get(path))
        shown.append(forms.posted(name, prompt, visit.form, str(changed) if theirs else "", theirs, base))
    return _row_page(visit, listed, view, row, tuple(shown), 409)


def _row_page(
    visit: Visit, listed: Question, view: View, row: Row, shown: tuple[forms.Field, ...], status: int = 200
) -> Response:
    key = visit.param("rad")
    number = view.answers.keys(row.list).index(row.key) + 1
    return visit.page(
        "rad",
        status,
        listed=listed,
        key=key,
        number=number,
        name="" if key == records.NEW else view.printer.row_name(row),
        fields=[one for one in shown if not one.later],
        later=[one for one in shown if one.later],
        part=part_title(view, view.plan.part(listed.fact)),
        more=visit.query("fler") == "ja",
        opened=_opened(visit, listed.fact),
        may=visit.may(Role.WRITE),
    )


PAGES = (
    Page("lista", show_list, Role.READ),
    Page("lista", take_list, Role.WRITE, "POST"),
    Page("rad", show_row, Role.READ),
    Page("rad", take_row, Role.WRITE, "POST"),
)
