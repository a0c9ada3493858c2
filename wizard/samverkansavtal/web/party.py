"""The page that a link opens: one party's questions, rows of its own where it may add some, and nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from starlette.responses import Response

from samverkansavtal.interviewing.own_rows import (
    OwnRows,
    added,
    left_out,
    own_rows,
    row_prompts,
    with_new_row,
)
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Answering, Given, Prompt
from samverkansavtal.interviewing.replying import answers_with, refused
from samverkansavtal.interviewing.view import View
from samverkansavtal.interviewing.waiting import owner, waiting
from samverkansavtal.language.reading import ReadError
from samverkansavtal.language.values import Row
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.web import forms
from samverkansavtal.web.keeping import ChangedError, NotAllowedError
from samverkansavtal.web.keeping_answers import Change, NotTogetherError, editing
from samverkansavtal.web.people import Link
from samverkansavtal.web.routes import Need, Page, secret_of
from samverkansavtal.web.sharing import people
from samverkansavtal.web.visit import Visit


def show_party(visit: Visit) -> Response:
    """Show a party its own questions."""
    link = _follow(visit)
    return _party_page(visit, link, _waiting_fields(visit, link))


def _waiting_fields(visit: Visit, link: Link) -> list[forms.Field]:
    answers = visit.kept.draft.answers
    return [  # that somebody else does not know is no answer of the party's
        replace(forms.field(p.path, p, answers), unsure=False) for p in party_prompts(visit.kept.view, link)
    ]


def _follow(visit: Visit) -> Link:
    """Return the link that a visit is about, with its draft in place.

    Raises:
        NotAllowedError: it does not hold.
    """
    link, visit.kept_draft = people(visit).follow(visit.param("hemlig"), visit.peer)
    return link


def party_prompts(view: View, link: Link) -> tuple[Prompt, ...]:
    """Return the questions that the holder of *link* may see: those that wait for it, and no others."""
    paths = [
        path for path in waiting(view, True) if not path.endswith(".+") and owner(view, path) == link.owner
    ]
    return tuple(build(view, path) for path in paths)


def take_party(visit: Visit) -> Response:
    """Keep what a party has answered; what it left empty still waits."""
    link = _follow(visit)
    if visit.form.get("lista"):
        return _take_row(visit, link)
    shown = {prompt.path: prompt for prompt in party_prompts(visit.kept.view, link)}
    replies, errors = _read(shown, visit.form)
    theirs: dict[str, str] = {}
    if replies and not errors:
        try:
            bases = {path: visit.form.get(f"bas:{path}") or "-" for path in replies}
            edit = editing(_change(shown, replies, link), bases, tuple(replies))
            people(visit).answer(visit.param("hemlig"), visit.peer, edit, " ".join(replies))
        except NotTogetherError as wrong:
            errors = wrong.errors
        except ChangedError as changed:
            theirs = dict.fromkeys(changed.theirs, str(changed))
    if errors or theirs:
        posted = [
            forms.posted(p.path, p, visit.form, errors.get(p.path) or theirs.get(p.path, ""))
            for p in shown.values()
        ]
        return _party_page(visit, link, posted, 409 if theirs else 400)
    visit.kept_draft = None
    told = {"sparat": str(len(replies)), "forsent": str(_too_late(shown, visit) or "")}
    return visit.go("part", told, hemlig=visit.param("hemlig"))


def _take_row(visit: Visit, link: Link) -> Response:
    """Keep a new row of the party's own."""
    wanted = visit.form.get("lista")
    own = next((one for one in own_rows(visit.kept.view, link.owner) if one.listed.fact == wanted), None)
    if own is None:
        raise NotAllowedError(
            "Listan är klar. Vill ni lägga till något, hör av er till den som skickade länken."
        )
    there, row = with_new_row(visit.kept.view, own)
    shown = {name_in(own, prompt): prompt for prompt in row_prompts(there, own, row)}
    replies, errors = _read(shown, visit.form)
    named = next(iter(shown))
    if not errors and not isinstance(replies.get(named), Given):
        errors = {named: "Skriv några ord, så att det går att känna igen raden."}
    if not errors:
        given = {shown[name].question.fact: reply for name, reply in replies.items()}
        errors = _keep_row(visit, own, given)
    if errors:
        typed = [forms.posted(name, p, visit.form, errors.get(name, "")) for name, p in shown.items()]
        return _party_page(visit, link, _waiting_fields(visit, link), 400, {wanted: typed})
    visit.kept_draft = None
    return visit.go("part", {"rad": wanted}, hemlig=visit.param("hemlig"))


def _keep_row(visit: Visit, own: OwnRows, given: dict[str, Answering]) -> dict[str, str]:
    """Keep a new row; return field → what is wrong when it cannot be kept."""
    name = own.listed.fact

    def change(view: View) -> Answers:
        answers = added(view, own, given)
        row = Row(name, answers.keys(name)[-1])
        wrong = {fact: s for fact in own.fields if (s := refused(view.library, row.path(fact), answers))}
        if wrong:
            raise NotTogetherError({f"{name}.ny.{fact}": said for fact, said in wrong.items()})
        return answers

    try:
        people(visit).answer(
            visit.param("hemlig"), visit.peer, editing(change, {}, (f"{name}.+",)), f"{name}.+"
        )
    except NotTogetherError as wrong:
        return wrong.errors
    return {}


def name_in(own: OwnRows, prompt: Prompt) -> str:
    """Return what the inputs of a new row's question are called."""
    return f"{own.listed.fact}.ny.{prompt.question.fact}"


def _new_rows(
    view: View, link: Link, typed: Mapping[str, list[forms.Field]]
) -> list[tuple[OwnRows, list[forms.Field]]]:
    """Return the lists a party may add to, each with the form for one more row."""
    found = []
    for own in own_rows(view, link.owner):
        there, row = with_new_row(view, own)
        empty = [forms.field(name_in(own, p), p, there.answers) for p in row_prompts(there, own, row)]
        found.append((own, typed.get(own.listed.fact, empty)))
    return found


def _too_late(shown: dict[str, Prompt], visit: Visit) -> int:
    """Return how many answers were posted to questions that somebody else has answered meanwhile."""
    asked = (key.removeprefix("bas:") for key in visit.form.data if key.startswith("bas:"))
    return sum(1 for path in asked if path not in shown and visit.form.get(path).strip())


def _read(shown: dict[str, Prompt], form: forms.Form) -> tuple[dict[str, Answering], dict[str, str]]:
    replies, errors = dict[str, Answering](), dict[str, str]()
    for path, prompt in shown.items():
        try:
            reply = forms.reply(path, prompt, form)
        except ReadError as wrong:
            errors[path] = str(wrong)
            continue
        if reply is not None:
            replies[path] = reply
    return replies, errors


def _change(shown: dict[str, Prompt], replies: dict[str, Answering], link: Link) -> Change:
    def change(view: View) -> Answers:
        allowed = {prompt.path for prompt in party_prompts(view, link)}
        if not replies.keys() <= allowed:
            raise ChangedError(dict.fromkeys(replies.keys() - allowed, ""))
        answers = view.answers
        for path, reply in replies.items():
            answers = _with(view, answers, shown[path], reply, link)
        wrong = {path: s for path in replies if (s := refused(view.library, path, answers))}
        if wrong:
            raise NotTogetherError(wrong)
        return answers

    return change


def _with(view: View, answers: Answers, prompt: Prompt, reply: Answering, link: Link) -> Answers:
    """Return *answers* with one reply more; one who does not know either is still the one asked."""
    made = answers_with(view, prompt.path, prompt, reply).values[prompt.path]
    if isinstance(made, NotKnown) and not made.who:
        made = NotKnown(link.owner)
    return answers.put(prompt.path, made)


def _party_page(
    visit: Visit,
    link: Link,
    shown: list[forms.Field],
    status: int = 200,
    typed: Mapping[str, list[forms.Field]] | None = None,
) -> Response:
    """Return a party's page: what waits for it, and a form for one more row where it may add its own."""
    title, view = visit.kept.title, visit.kept.view
    rows, missing = _new_rows(view, link, typed or {}), left_out(view, link.owner)
    visit.kept_draft = None  # nothing else of the draft is for this reader
    saved, late = (visit.query(name) for name in ("sparat", "forsent"))
    return visit.page(
        "part",
        status,
        title=title,
        link=link,
        fields=shown,
        rows=rows,
        missing=missing,
        added=visit.query("rad"),
        saved=_number(saved),
        late=_number(late),
        nothing=saved == "0" and not _number(late),
        secret=secret_of(visit),
    )


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 0


PAGES = (
    Page("part", show_party, Need.LINK, several=True),
    Page("part", take_party, Need.LINK, "POST", several=True),
)
