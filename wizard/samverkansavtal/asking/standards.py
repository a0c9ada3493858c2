""" "Det vanliga": every question that has a usual answer, on one screen."""

from collections.abc import Callable

from samverkansavtal.asking.prompter import Back, Menu, Option, SaveAndQuit
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.asking.steps import go_back, take
from samverkansavtal.interviewing.prompts import part_title
from samverkansavtal.interviewing.waiting import standard_paths
from samverkansavtal.language import swedish

ACCEPT = "ok"


def show_standards(session: Session, ask_needed: Callable[[Session], None]) -> None:
    """Show the usual answers until the user accepts them; each may be changed by its number."""
    part = next((part for part in session.library.parts if part.screen), None)
    while paths := standard_paths(session.view):
        if part is not None and part is not session.part_shown:
            session.prompter.show(part_title(session.view, part), tone="heading")
            session.part_shown = part
        chosen = session.prompter.choose(_screen(session, paths))
        if isinstance(chosen, SaveAndQuit):
            raise Leave
        if chosen == ACCEPT:
            return
        if isinstance(chosen, Back):
            go_back(session)
        else:
            take(session, chosen, alone=True)
        ask_needed(session)


def _screen(session: Session, paths: list[str]) -> Menu:
    label, answer = session.printer.label, session.printer.answer
    rows = tuple(Option(path, swedish.capital(label(path)), answer(path)) for path in paths)
    title = "Vi har valt det vanliga. Ändra det som inte passar."
    return Menu("standards", title, rows, ACCEPT, numbered=True, enter="Allt passar")
