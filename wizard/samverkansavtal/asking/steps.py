"""One question from prompt to kept answer, with the way back, help and answers that do not go together."""

from samverkansavtal.asking.prompter import (
    Back,
    DontKnow,
    Given,
    Help,
    Menu,
    NoMore,
    NotForUs,
    Option,
    Prompt,
    Reply,
    SaveAndQuit,
    Skip,
)
from samverkansavtal.asking.prompts import build
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.content.records import Question
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import mentions
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.consistency import contradictions


def take(session: Session, path: str, error: str = "", *, alone: bool = False) -> bool:
    """Ask about *path* until it is answered or put off; *alone*, going back leaves all as it was.

    Raises:
        Leave: the user saves and quits.
    """
    kept: Answer | None = None
    while True:
        prompt = build(session, path, error, kept)
        session.part_shown = session.plan.part(prompt.path)
        reply = session.prompter.ask(prompt)
        error, kept = "", None
        if isinstance(reply, SaveAndQuit):
            raise Leave
        if isinstance(reply, Help):
            session.prompter.show(*prompt.help, tone="quiet")
        elif isinstance(reply, Back):
            if alone:
                return False
            path = _previous(session, path)
        elif (answers := _answers_with(session, path, prompt, reply)) is not None:
            sentence = _refused(session, prompt.path, answers)
            if not sentence:
                _keep(session, path, prompt, answers, reply)
                return True
            other = _which(session, prompt.path, answers, sentence)
            if other != prompt.path:
                _keep(session, path, prompt, answers, reply)
                return take(session, other, alone=True)
            error, kept = sentence, answers.values[prompt.path]


def go_back(session: Session) -> None:
    """Ask about the question before a menu once more."""
    before = session.step_back("")
    if before is not None:
        take(session, before)


def _previous(session: Session, path: str) -> str:
    before = session.step_back(path)
    if before is None:
        session.prompter.show("Det här är den första frågan.", tone="quiet")
    return before or path


def _keep(session: Session, path: str, prompt: Prompt, answers: Answers, reply: Reply) -> None:
    place = prompt.path if isinstance(reply, Given | NotForUs) else path
    if answers is not session.answers:
        session.commit(answers, place)
    session.visited(place)


def _answers_with(session: Session, path: str, prompt: Prompt, reply: Reply) -> Answers | None:
    """Return the answers after *reply*, or None when the user went back from "Vem vet?"."""
    answers = session.answers
    if isinstance(reply, Given):
        return _with_row(answers, path, prompt).put(prompt.path, reply.value)
    if isinstance(reply, NotForUs):
        return _with_row(answers, path, prompt).put(prompt.path, EMPTY)
    if isinstance(reply, NoMore):
        return answers.clear(path).close(prompt.question.list)
    if isinstance(reply, DontKnow):
        who = ask_who(session, path)
        return None if who is None else answers.put(path, NotKnown(who))
    assert isinstance(reply, Skip)
    wrong = any(place == path for place, _ in contradictions(session.library, answers))
    if (path in answers.values or prompt.question.standard is not None) and not wrong:
        return answers
    return answers.clear(path).skip(path)


def _with_row(answers: Answers, path: str, prompt: Prompt) -> Answers:
    """Return the answers with the row that a first field begins."""
    if not path.endswith(".+"):
        return answers
    name, key, _ = prompt.path.split(".")
    return answers.clear(path).reopen(name).add_row(name, key)


def ask_who(session: Session, path: str) -> str | None:
    """Return who knows ("" when nobody says), or None when the user goes back."""
    likely = session.printer.owner(path)
    reply = session.prompter.line(f"Vem vet? Skriv ett namn eller en roll. Enter utan svar: {likely}.")
    if isinstance(reply, SaveAndQuit):
        raise Leave
    return None if isinstance(reply, Back) else " ".join(reply.split())


def _refused(session: Session, path: str, answers: Answers) -> str:
    """Return why the new answer does not go with the others, or ""."""
    found = contradictions(session.library, answers)
    return next((sentence for place, sentence in found if place == path), "")


def _which(session: Session, path: str, answers: Answers, sentence: str) -> str:
    """Return which of the answers that do not go together the user wants to change."""
    question = session.plan.question(path)
    others = [
        other for other in _mentioned(path, question, sentence) if other != path and other in answers.values
    ]
    if not others:
        return path
    keep = Option(path, f"Ändra det nya svaret: {question.label}")
    change = (Option(o, f"Ändra {session.printer.label(o)} ({session.printer.answer(o)})") for o in others)
    chosen = session.prompter.choose(Menu("contradiction", sentence, (keep, *change), path))
    if isinstance(chosen, SaveAndQuit):
        raise Leave
    return path if isinstance(chosen, Back) else chosen


def _mentioned(path: str, question: Question, sentence: str) -> list[str]:
    """Return the paths that the broken check of *path* speaks of, in its own row where it has one."""
    names = {name for check in question.checks if check.say == sentence for name in mentions(check.node)}
    row = path.rpartition(".")[0]
    return sorted(
        f"{row}.{name.rpartition('.')[2]}" if name.startswith(f"{question.list}.") else name for name in names
    )


def counted(number: int, one: str, many: str) -> str:
    """Return "en fråga" (which is *one*), "tre frågor"."""
    words = ("noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")
    amount = words[number] if number < len(words) else swedish.number(number)
    return one if number == 1 else f"{amount} {many}"
