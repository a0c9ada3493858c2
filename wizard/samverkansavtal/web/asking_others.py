"""Asking others by link: the links of a draft, and the page that a link opens, with one party's questions only."""

from dataclasses import replace

from starlette.responses import Response

from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Answering, Prompt
from samverkansavtal.interviewing.replying import answers_with, refused
from samverkansavtal.interviewing.view import View
from samverkansavtal.interviewing.waiting import by_owner, owner, waiting
from samverkansavtal.language.reading import ReadError
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.web import forms
from samverkansavtal.web.keeping import ChangedError, Role
from samverkansavtal.web.keeping_answers import Change, NotTogetherError, editing
from samverkansavtal.web.people import Link
from samverkansavtal.web.routes import Need, Page, secret_of
from samverkansavtal.web.sharing import people
from samverkansavtal.web.visit import Visit

DAYS = (7, 14, 30)


def show_links(visit: Visit) -> Response:
    """Show who can be asked, and the links there are."""
    return _links_page(visit)


def _links_page(
    visit: Visit, status: int = 200, error: str = "", made: str = "", asked: str = ""
) -> Response:
    groups = by_owner(visit.kept.view, True)
    return visit.page(
        "lankar",
        status,
        owners={name: len(paths) for name, paths in groups.items()},
        links=people(visit).links(visit.person, visit.kept.id),
        now=visit.site.clock(),
        days=DAYS,
        made=made,
        asked=asked,
        error=error,
    )


def change_links(visit: Visit) -> Response:
    """Make a link, whose address is shown this once, or revoke one."""
    if revoked := visit.form.get("stang"):
        people(visit).revoke(visit.person, visit.kept.id, revoked)
        return visit.go("lankar")
    asked, days = visit.form.get("vem"), visit.form.get("dagar")
    if asked not in by_owner(visit.kept.view, True) or days not in map(str, DAYS):
        return _links_page(visit, 400, "Välj vem ni vill fråga, och hur länge länken ska gälla.")
    secret = people(visit).make_link(visit.person, visit.kept.id, asked, int(days))
    base = str(visit.request.base_url).rstrip("/")
    return _links_page(visit, made=f"{base}{visit.url('part', hemlig=secret)}", asked=asked)


def show_party(visit: Visit) -> Response:
    """Show a party its own questions."""
    link = _follow(visit)
    answers = visit.kept.draft.answers
    shown = [  # that somebody else does not know is no answer of the party's
        replace(forms.field(p.path, p, answers), unsure=False) for p in party_prompts(visit.kept.view, link)
    ]
    return _party_page(visit, link, shown)


def _follow(visit: Visit) -> Link:
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


def _party_page(visit: Visit, link: Link, shown: list[forms.Field], status: int = 200) -> Response:
    title = visit.kept.title
    visit.kept_draft = None  # nothing else of the draft is for this reader
    saved, late = (visit.query(name) for name in ("sparat", "forsent"))
    return visit.page(
        "part",
        status,
        title=title,
        link=link,
        fields=shown,
        saved=_number(saved),
        late=_number(late),
        nothing=saved == "0" and not _number(late),
        secret=secret_of(visit),
    )


def _number(told: str) -> int:
    return int(told) if told.isascii() and told.isdigit() and len(told) < 4 else 0


PAGES = (
    Page("lankar", show_links, Role.WRITE, several=True),
    Page("lankar", change_links, Role.WRITE, "POST", several=True),
    Page("part", show_party, Need.LINK, several=True),
    Page("part", take_party, Need.LINK, "POST", several=True),
)
