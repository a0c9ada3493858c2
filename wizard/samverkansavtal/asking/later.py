"""What may wait, offered by who knows it; and last what the user skipped."""

from collections.abc import Callable

from samverkansavtal.asking.prompter import Back, Menu, Option, SaveAndQuit
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.asking.steps import go_back, take
from samverkansavtal.interviewing.counting import counted
from samverkansavtal.interviewing.waiting import by_owner, waiting
from samverkansavtal.interviewing.waiting import owner as owner_of
from samverkansavtal.language import swedish

NO, ALL = ":no", ":all"
AskNeeded = Callable[[Session], None]


def offer_later(session: Session, ask_needed: AskNeeded, *, again: bool = False) -> None:
    """Offer the questions that may wait, grouped by who knows, until the user has had enough.

    *again* is another day, or another look: then what nobody knew is offered too.
    """
    while groups := by_owner(session.view, again):
        chosen = session.prompter.choose(_menu(session, groups))
        if isinstance(chosen, SaveAndQuit):
            raise Leave
        if chosen == NO:
            return
        if isinstance(chosen, Back):
            go_back(session)
            ask_needed(session)
        else:
            _ask_group(session, None if chosen == ALL else chosen, ask_needed, again)


def _menu(session: Session, groups: dict[str, list[str]]) -> Menu:
    total = sum(map(len, groups.values()))
    owners = (
        Option(owner, f"{owner} ({len(paths)})", _named(session, paths)) for owner, paths in groups.items()
    )
    return Menu(
        "later",
        f"{swedish.capital(counted(total, 'en fråga', 'frågor'))} kan vänta. Vill ni svara på något av det nu?",
        (Option(NO, "Nej, det får vänta"), Option(ALL, "Ja, allt i tur och ordning"), *owners),
        NO,
    )


def _named(session: Session, paths: list[str]) -> str:
    """Return what the questions are about, shortly."""
    labels = list(dict.fromkeys(session.printer.label(path) for path in paths))
    return ", ".join(labels[:2]) + (" …" if len(labels) > 2 else "")


def _ask_group(session: Session, owner: str | None, ask_needed: AskNeeded, again: bool) -> None:
    """Ask what *owner* knows, or everything that may wait; what an answer makes urgent comes first."""
    asked: set[str] = set()
    while paths := [path for path in _of(session, owner, again) if path not in asked]:
        asked.add(paths[0])
        take(session, paths[0])
        ask_needed(session)


def _of(session: Session, owner: str | None, again: bool) -> list[str]:
    return [path for path in waiting(session.view, again) if owner in (None, owner_of(session.view, path))]


def offer_skipped(session: Session, ask_needed: AskNeeded) -> None:
    """Ask once more about what was skipped, if the user wants to; what is skipped again may rest."""
    while skipped := [path for path in session.plan.needs if path in session.answers.skipped]:
        title = f"Ni hoppade över {counted(len(skipped), 'en fråga', 'frågor')}. Vill ni svara nu?"
        menu = Menu("skipped", title, (Option("yes", "Ja"), Option(NO, "Nej, det får vänta")), "yes")
        chosen = session.prompter.choose(menu)
        if isinstance(chosen, SaveAndQuit):
            raise Leave
        if chosen == "yes":
            _ask_again(session, skipped, ask_needed)
        if not isinstance(chosen, Back):
            return
        go_back(session)
        ask_needed(session)


def _ask_again(session: Session, skipped: list[str], ask_needed: AskNeeded) -> None:
    for path in skipped:
        if path in session.plan.needs:
            take(session, path)
            ask_needed(session)
