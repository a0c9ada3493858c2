"""One question from prompt to kept answer, with the way back, help and answers that do not go together."""

from samverkansavtal.asking.prompter import (
    Back,
    DontKnow,
    Given,
    Help,
    Menu,
    NotForUs,
    Option,
    Prompt,
    Reply,
    SaveAndQuit,
)
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.interviewing.prompts import build
from samverkansavtal.interviewing.replies import Answering
from samverkansavtal.interviewing.replying import answers_with, at_odds, refused
from samverkansavtal.planning.answers import Answer, Answers


def take(session: Session, path: str, error: str = "", *, alone: bool = False) -> bool:
    """Ask about *path* until it is answered or put off; *alone*, going back leaves all as it was.

    Raises:
        Leave: the user saves and quits.
    """
    kept: Answer | None = None
    while True:
        prompt = build(session.view, path, error, kept, session.part_shown)
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
            sentence = refused(session.library, prompt.path, answers)
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


def _answers_with(session: Session, path: str, prompt: Prompt, reply: Answering) -> Answers | None:
    """Return the answers after *reply*, or None when the user went back from "Vem vet?"."""
    if isinstance(reply, DontKnow) and reply.who is None:
        who = ask_who(session, path)
        if who is None:
            return None
        reply = DontKnow(who)
    return answers_with(session.view, path, prompt, reply)


def ask_who(session: Session, path: str) -> str | None:
    """Return who knows ("" when nobody says), or None when the user goes back."""
    likely = session.printer.owner(path)
    reply = session.prompter.line(f"Vem vet? Skriv ett namn eller en roll. Enter utan svar: {likely}.")
    if isinstance(reply, SaveAndQuit):
        raise Leave
    return None if isinstance(reply, Back) else " ".join(reply.split())


def _which(session: Session, path: str, answers: Answers, sentence: str) -> str:
    """Return which of the answers that do not go together the user wants to change."""
    question = session.plan.question(path)
    others = at_odds(session.view, path, sentence, answers)
    if not others:
        return path
    keep = Option(path, f"Ändra det nya svaret: {question.label}")
    change = (Option(o, f"Ändra {session.printer.label(o)} ({session.printer.answer(o)})") for o in others)
    chosen = session.prompter.choose(Menu("contradiction", sentence, (keep, *change), path))
    if isinstance(chosen, SaveAndQuit):
        raise Leave
    return path if isinstance(chosen, Back) else chosen
