"""The end screen: what to do next, and the ways on from there. It never ends on what is wrong."""

from pathlib import Path

from samverkansavtal.asking.interview import ask_needed
from samverkansavtal.asking.keeping import DraftKeeper
from samverkansavtal.asking.later import offer_later, offer_skipped
from samverkansavtal.asking.prompter import Back, Menu, Option, Prompter
from samverkansavtal.asking.review import review
from samverkansavtal.asking.services import Services
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.asking.steps import go_back
from samverkansavtal.errors import SamverkanError
from samverkansavtal.interviewing.counting import counted
from samverkansavtal.interviewing.waiting import waiting

LATER, REVIEW, QUIT = ":later", ":review", ":quit"
PRODUCE, EVERYTHING = ":produce", ":everything"
PAPERS = (
    Option(PRODUCE, "Skapa Word-filerna", "avtalet och riskrapporten"),
    Option(EVERYTHING, "Skapa alla papper", "också beslutsunderlag, tidplan och partsblad"),
)


def finish(session: Session, services: Services, keeper: DraftKeeper) -> None:
    """Show the end screen until the user has had enough."""
    try:
        while _once(session, services, keeper):
            ask_needed(session)
    except Leave:
        return


def _once(session: Session, services: Services, keeper: DraftKeeper) -> bool:
    """Show the end screen and do what the user chooses; return whether there is more to do."""
    session.prompter.show(*services.summary(session.plan))
    default = PRODUCE
    while (chosen := session.prompter.choose(_menu(session, default))) in (PRODUCE, EVERYTHING):
        _produce_open(session.prompter, services, keeper, chosen == EVERYTHING)
        default = QUIT
    if isinstance(chosen, Back):
        go_back(session)
    elif chosen == REVIEW:
        review(session, ask_needed)
    elif chosen == LATER:
        offer_later(session, ask_needed, again=True)
        offer_skipped(session, ask_needed)
    else:
        return False
    return True


def _menu(session: Session, default: str) -> Menu:
    left = len({*session.plan.needs, *waiting(session.view, again=True)})
    options = [*PAPERS, Option(REVIEW, "Se över svaren")]
    if left:
        options.append(Option(LATER, f"Svara på det som väntar ({counted(left, 'en fråga', 'frågor')})"))
    return Menu("end", "Vad vill ni göra?", (*options, Option(QUIT, "Avsluta")), default)


def _produce_open(prompter: Prompter, services: Services, keeper: DraftKeeper, everything: bool) -> None:
    """Write the Word files of the draft that is open here; its lock is lent out meanwhile."""
    if keeper.opened is None:
        return
    with keeper.lent():
        produce(prompter, services, keeper.opened.path, everything)


def produce(prompter: Prompter, services: Services, path: Path, everything: bool) -> None:
    """Write the Word files of the draft at *path* and say where they are, or why they could not be."""
    try:
        prompter.show(*services.produce(path, everything))
    except SamverkanError as error:
        prompter.show(str(error), "Svaren är sparade. Försök igen när felet är åtgärdat.", tone="warning")


def say_goodbye(session: Session) -> None:
    """Say where the answers are."""
    if session.keeper.where:
        session.prompter.show(
            f"Allt är sparat i {session.keeper.where}.", "Fortsätt när ni vill: skriv samverkan resume."
        )
    else:
        session.prompter.show("Ingen fråga är besvarad, så inget utkast är sparat.")
