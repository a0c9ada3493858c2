"""Which form fits, in the terminal: a few questions, every form with its reasons, and on to a draft."""

from collections.abc import Iterator

from samverkansavtal.asking.prompter import Menu, Option, Prompter
from samverkansavtal.asking.quick import BACK, Nowhere
from samverkansavtal.asking.services import Services
from samverkansavtal.asking.session import Leave, Session, stoppable
from samverkansavtal.asking.sitting import new_draft
from samverkansavtal.asking.steps import take
from samverkansavtal.content.forming import form_library
from samverkansavtal.content.records import Library
from samverkansavtal.explaining.forms import Which, as_lines, begun, pending, which_form
from samverkansavtal.planning.answers import Answers


def which_form_fits(prompter: Prompter, services: Services) -> None:
    """Ask the few questions, show which form fits, and begin a draft if the user wants to.

    Raises:
        Interrupted: the user pressed Ctrl-C.
    """
    library = services.forms()
    if library is None:
        prompter.show("Modellen har inga frågor om formen. Börja ett utkast i stället.")
        return
    session = Session(form_library(library), Answers(), services.today, prompter, Nowhere())
    with stoppable():
        if not _asked(session, library):
            return
        found = which_form(library, session.answers, services.today)
        prompter.show("Resultat", tone="heading")
        prompter.show(*as_lines(found))
        chosen = prompter.choose(_menu(found, services))
    if isinstance(chosen, str) and chosen != BACK:
        new_draft(prompter, services, chosen, given=begun(library, session.answers, services.today))


def _asked(session: Session, library: Library) -> bool:
    """Ask until nothing is left; return whether the user stayed to the end."""
    assert library.forms is not None
    session.prompter.show(library.forms.title, tone="heading")
    session.prompter.show(*library.forms.about)
    try:
        while waiting := pending(library, session.answers, session.day):
            session.part_shown = session.plan.part(waiting[0])  # these few questions have no parts
            take(session, waiting[0])
    except Leave:
        return False
    return True


def _menu(found: Which, services: Services) -> Menu:
    options = (*_beginnings(found, services), Option(BACK, "Tillbaka"))
    return Menu("form", "Vad vill ni göra?", options, options[0].id)


def _beginnings(found: Which, services: Services) -> Iterator[Option]:
    titles = {model.id: model.title for model in services.models()}
    for model in found.models():
        if model in titles:
            yield Option(model, f"Börja ett utkast med de här svaren: {titles[model]}")
