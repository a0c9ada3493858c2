"""What a reply makes of the answers, and whether they still go together."""

from samverkansavtal.content.records import Library, Question
from samverkansavtal.interviewing.replies import Answering, DontKnow, Given, NoMore, NotForUs, Prompt
from samverkansavtal.interviewing.view import View
from samverkansavtal.language.nodes import mentions
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.consistency import contradictions


def answers_with(view: View, path: str, prompt: Prompt, reply: Answering) -> Answers:
    """Return the answers after *reply* to *prompt*, which was asked for *path*."""
    answers = view.answers
    if isinstance(reply, Given):
        return _with_row(answers, path, prompt).put(prompt.path, reply.value)
    if isinstance(reply, NotForUs):
        return _with_row(answers, path, prompt).put(prompt.path, EMPTY)
    if isinstance(reply, NoMore):
        return answers.clear(path).close(prompt.question.list)
    if isinstance(reply, DontKnow):
        return answers.put(path, NotKnown(reply.who or ""))
    return _skipped(view, path, prompt)


def _skipped(view: View, path: str, prompt: Prompt) -> Answers:
    """Return the answers with *path* put off; an answer that can stand is kept."""
    answers = view.answers
    wrong = any(place == path for place, _ in view.contradictions)
    if (path in answers.values or prompt.question.standard is not None) and not wrong:
        return answers
    return answers.clear(path).skip(path)


def _with_row(answers: Answers, path: str, prompt: Prompt) -> Answers:
    """Return the answers with the row that a first field begins."""
    if not path.endswith(".+"):
        return answers
    name, key, _ = prompt.path.split(".")
    return answers.clear(path).reopen(name).add_row(name, key)


def refused(library: Library, path: str, answers: Answers) -> str:
    """Return why the answer at *path* does not go with the others, or ""."""
    return next((sentence for place, sentence in contradictions(library, answers) if place == path), "")


def at_odds(view: View, path: str, sentence: str, answers: Answers) -> list[str]:
    """Return the other answered paths that the broken check of *path* speaks of."""
    question = view.plan.question(path)
    mentioned = _mentioned(path, question, sentence)
    return [other for other in mentioned if other != path and other in answers.values]


def _mentioned(path: str, question: Question, sentence: str) -> list[str]:
    """Return the paths that the broken check of *path* speaks of, in its own row where it has one."""
    names = {name for check in question.checks if check.say == sentence for name in mentions(check.node)}
    row = path.rpartition(".")[0]
    return sorted(
        f"{row}.{name.rpartition('.')[2]}" if name.startswith(f"{question.list}.") else name for name in names
    )
