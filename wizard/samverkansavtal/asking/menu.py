"""The first screen and what it leads to: begin, go on, write the Word files, copy a model."""

from collections.abc import Callable, Iterator

from samverkansavtal.asking.choosing import choose_draft
from samverkansavtal.asking.closing import EVERYTHING, PAPERS, PRODUCE, produce
from samverkansavtal.asking.forms import which_form_fits
from samverkansavtal.asking.prompter import Menu, Option, Prompter
from samverkansavtal.asking.quick import quick_test
from samverkansavtal.asking.services import Services
from samverkansavtal.asking.session import stoppable
from samverkansavtal.asking.sitting import choose_model, new_draft, resume_draft
from samverkansavtal.content.screens import screen
from samverkansavtal.errors import Interrupted, SamverkanError
from samverkansavtal.storing.drafts import list_drafts, sweep

TITLE = "Samverkansavtal: utkast till avtal mellan bostadsbolag, föreningar och andra"
QUIT = ":quit"


def first_screen(prompter: Prompter, services: Services) -> None:
    """Show the menu until the user has had enough.

    Raises:
        Interrupted: the user pressed Ctrl-C, or the input was closed.
    """
    sweep(services.folder)
    actions: dict[str, Callable[[Prompter, Services], None]] = {
        "form": which_form_fits,
        "quick": quick_test,
        "new": new_draft,
        "resume": resume_draft,
        "produce": produce_draft,
        "copy": copy_model,
    }
    with stoppable():
        prompter.show(TITLE, tone="heading")
        prompter.show(*screen("start").splitlines())
        while (chosen := prompter.choose(_main_menu(services))) in actions:
            _guarded(prompter, services, actions[str(chosen)])


def _main_menu(services: Services) -> Menu:
    options = (
        *_tests(services),
        Option("new", "Börja ett utkast"),
        Option("resume", "Fortsätt"),
        Option("produce", "Skapa Word-filerna"),
        Option("copy", "Kopiera en modell"),
        Option(QUIT, "Avsluta"),
    )
    return Menu("main", "Vad vill ni göra?", options, "resume" if list_drafts(services.folder) else "new")


def _tests(services: Services) -> Iterator[Option]:
    """Yield which form fits, and the quick test, in the content's own words, where there are such."""
    forms, quick = services.forms(), services.quick()
    if forms is not None and forms.forms is not None:
        yield Option("form", forms.forms.title)
    if quick is not None and quick.quick is not None:
        yield Option("quick", quick.quick.title)


def _guarded(prompter: Prompter, services: Services, action: Callable[[Prompter, Services], None]) -> None:
    """Do one thing; when it fails, say why and come back to the menu."""
    try:
        action(prompter, services)
    except Interrupted:
        raise
    except SamverkanError as error:
        prompter.show(str(error), tone="warning")


def produce_draft(prompter: Prompter, services: Services) -> None:
    """Write the Word files of a draft the user chooses."""
    path = choose_draft(prompter, services, "Vilket utkast ska bli Word-filer?")
    if path is None:
        return
    chosen = prompter.choose(Menu("papers", "Vad vill ni skapa?", PAPERS, PRODUCE))
    if chosen in (PRODUCE, EVERYTHING):
        produce(prompter, services, path, chosen == EVERYTHING)


def copy_model(prompter: Prompter, services: Services) -> None:
    """Copy a model the user chooses."""
    model = choose_model(prompter, services)
    if model is None:
        return
    name = prompter.line("Vad ska er kopia heta? Till exempel: Mötesplats Hageby.")
    if isinstance(name, str) and name.strip():
        prompter.show(*services.copy(model, name.strip()))
