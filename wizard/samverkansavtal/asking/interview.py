"""The interview: what is needed next, asked until nothing that can be answered now is missing."""

from enum import Enum

from samverkansavtal.asking.later import offer_later, offer_skipped
from samverkansavtal.asking.prompter import Menu, Option, SaveAndQuit
from samverkansavtal.asking.review import review_part
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.asking.standards import show_standards
from samverkansavtal.asking.steps import take
from samverkansavtal.interviewing.order import next_step, opened


class Ended(Enum):
    """How an interview came to its end."""

    ASKED = "allt är frågat"
    LEFT = "sparat till en annan gång"


def interview(session: Session) -> Ended:
    """Ask what is needed, offer what may wait, and say how it ended.

    Raises:
        KeyboardInterrupt, EOFError: the user stopped; see `session.stoppable`.
    """
    try:
        ask_needed(session)
        show_standards(session, ask_needed)
        offer_later(session, ask_needed)
        offer_skipped(session, ask_needed)
    except Leave:
        return Ended.LEFT
    return Ended.ASKED


def ask_needed(session: Session) -> None:
    """Ask every question that is needed now and has not been put off; show the result on the way."""
    while True:
        show_result(session)
        path, error = next_step(session.view, session.last)
        if path is None:
            return
        announce(session, path)
        take(session, path, error)


def announce(session: Session, path: str) -> None:
    """Say so when an answer has opened questions in a part that was done."""
    sentence = opened(session.view, path, session.last)
    if sentence and session.plan.part(path) is not session.part_shown:
        session.prompter.show(sentence, tone="quiet")


def show_result(session: Session) -> None:
    """Show what the answers point at, once its part is answered, and again when they change."""
    while session.on_result is not None and session.result_reached():
        if session.result_shown and not session.result_stale:
            return
        title = "Delresultat, ändrat sedan sist" if session.result_shown else "Delresultat"
        session.result_shown, session.result_stale = True, False
        lines = session.on_result(session.plan)
        if not lines:
            return
        session.prompter.show(title, tone="heading")
        session.prompter.show(*lines)
        _pause(session, lines[0])


def _pause(session: Session, outcome: str) -> None:
    go_on = Option("on", "Gå vidare")
    change = Option("change", "Se över svaren i den här delen")
    chosen = session.prompter.choose(
        Menu("result", f"{outcome.rstrip('.')}. Vad vill ni göra?", (go_on, change), "on")
    )
    if isinstance(chosen, SaveAndQuit):
        raise Leave
    if chosen != "on" and session.result is not None:
        review_part(session, session.result, ask_needed)
