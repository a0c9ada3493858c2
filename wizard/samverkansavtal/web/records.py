"""A row of a list as one form: which fields it shows, and what a posted one makes of the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samverkansavtal.content.records import Question
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Answering, DontKnow, Given, NotForUs, Prompt
from samverkansavtal.interviewing.replying import refused
from samverkansavtal.interviewing.view import View
from samverkansavtal.language.reading import ReadError
from samverkansavtal.language.values import EMPTY, Row
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import plan
from samverkansavtal.web import forms

NEW = "ny"


@dataclass
class RowForm:
    """What was posted for one row: readable replies by field (None: emptied), and what is wrong with the others."""

    replies: dict[str, Answering | None] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def with_row(view: View, listed: Question, key: str) -> tuple[View, Row]:
    """Return *view* with the row *key* in it; a new one gets a key of its own."""
    name = listed.fact
    if key != NEW:
        return view, Row(name, key)
    fresh = view.answers.new_key(name)
    answers = view.answers.add_row(name, fresh)
    return View(plan(view.library, answers, view.plan.day)), Row(name, fresh)


def prompts(view: View, row: Row) -> tuple[Prompt, ...]:
    """Return the questions of a row that are needed or answered already, in order."""
    fields = view.library.questions[row.list].fields
    needed = set(view.plan.needs)
    paths = [row.path(one.fact) for one in fields]
    shown = [path for path in paths if path in needed or path in view.answers.values]
    first = paths[0]
    chosen = [path for path in paths if path in {*shown, first} and view.applies(path)]
    return tuple(build(view, path) for path in chosen)


def fields(view: View, row: Row) -> tuple[forms.Field, ...]:
    """Return the fields that show a row as it is answered now."""
    return tuple(
        forms.field(name_of(prompt), prompt, view.answers, later=prompt.question.timing == "later")
        for prompt in prompts(view, row)
    )


def name_of(prompt: Prompt) -> str:
    """Return what the inputs of a row's question are called in a form."""
    return prompt.question.fact


def read_row(shown: tuple[Prompt, ...], form: forms.Form, partly: bool = False) -> RowForm:
    """Return what was posted; what may wait may be left empty, and *partly* everything may."""
    found = RowForm()
    for prompt in shown:
        name = name_of(prompt)
        if forms.keeps_theirs(name, form):
            continue
        try:
            reply = forms.reply(name, prompt, form)
        except ReadError as wrong:
            found.errors[name] = str(wrong)
            continue
        if reply is not None:
            if forms.touched(name, prompt, reply, form):
                found.replies[name] = reply
        elif prompt.question.timing != "later":
            found.errors |= {} if partly else {name: forms.empty(prompt)}
        elif forms.emptied(name, form):
            found.replies[name] = None
    return found


def row_answers(answers: Answers, row: Row, replies: Mapping[str, Answering | None]) -> Answers:
    """Return the answers with the replies to a row's questions, which is added when it is new."""
    if row.key not in answers.keys(row.list):
        answers = answers.clear(f"{row.list}.+").reopen(row.list).add_row(row.list, row.key)
    for name, reply in replies.items():
        path = row.path(name)
        if reply is None:
            answers = answers.clear(path)
        else:
            answers = answers.put(path, _answer(reply, answers.values.get(path)))
    return answers


def _answer(reply: Answering, before: Answer | None) -> Answer:
    """Return a reply as an answer; who knows is remembered when nobody else is named."""
    if isinstance(reply, Given):
        return reply.value
    if isinstance(reply, NotForUs):
        return EMPTY
    who = reply.who if isinstance(reply, DontKnow) else ""
    return before if isinstance(before, NotKnown) and not who else NotKnown(who or "")


def not_together(view: View, row: Row, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield (field, sentence) for each answer of the row that does not go with the others."""
    for one in view.library.questions[row.list].fields:
        path = row.path(one.fact)
        if path in answers.values and (sentence := refused(view.library, path, answers)):
            yield one.fact, sentence
