"""Snabbtest in the terminal: a few questions, the conclusion, and on to a draft with the same answers."""

from collections.abc import Sequence
from pathlib import Path

from samverkansavtal.asking.prompter import Menu, Option, Prompter
from samverkansavtal.asking.services import Services
from samverkansavtal.asking.session import Leave, Session, stoppable
from samverkansavtal.asking.sitting import new_draft
from samverkansavtal.asking.steps import take
from samverkansavtal.content.records import QuickWords
from samverkansavtal.explaining.quick import as_lines, assumed, conclude, given
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan

BEGIN, BACK = "begin", ":back"


class Nowhere:
    """Keeps nothing: the quick test has no file."""

    where = ""

    def save(self, plan: Plan, changed: Sequence[str]) -> str:
        """Keep nothing."""
        return ""

    def move(self, folder: Path) -> None:
        """Keep nothing there either."""


def quick_test(prompter: Prompter, services: Services) -> None:
    """Ask the quick test's questions, show where they point, and begin a draft if the user wants to.

    Raises:
        Interrupted: the user pressed Ctrl-C.
    """
    library = services.quick()
    words = library.quick if library is not None else None
    if library is None or words is None:
        prompter.show("Modellen har inget snabbtest. Börja ett utkast i stället.")
        return
    session = Session(library, assumed(library, services.today), services.today, prompter, Nowhere())
    session.history.clear()  # the way back stops at the first question, before what is assumed
    with stoppable():
        answers = _asked(session, words)
        chosen = prompter.choose(_menu()) if answers.values else BACK
    if chosen == BEGIN:
        new_draft(prompter, services, given=answers)


def _asked(session: Session, words: QuickWords) -> Answers:
    session.prompter.show(words.title, tone="heading")
    session.prompter.show(*words.about)
    try:
        while waiting := _waiting(session, words):
            take(session, waiting[0])
    except Leave:
        return Answers()
    session.prompter.show("Resultat", tone="heading")
    session.prompter.show(*as_lines(conclude(session.plan, words)))
    return given(words, session.answers)


def _waiting(session: Session, words: QuickWords) -> list[str]:
    """Return what is neither answered nor put off: going back leaves a question for later."""
    done = {*session.answers.values, *session.answers.skipped}
    return [path for path in words.questions if path not in done]


def _menu() -> Menu:
    options = (Option(BEGIN, "Börja ett utkast med de här svaren"), Option(BACK, "Tillbaka"))
    return Menu("quick", "Vad vill ni göra?", options, BEGIN)
