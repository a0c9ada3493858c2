"""Choosing among the drafts there are, and removing one."""

from pathlib import Path

from samverkansavtal.asking.prompter import Menu, Option, Prompter
from samverkansavtal.asking.services import Services
from samverkansavtal.language import swedish
from samverkansavtal.storing.drafts import DraftInfo, delete, list_drafts

REMOVE, BACK = ":remove", ":back"


def choose_draft(prompter: Prompter, services: Services, title: str) -> Path | None:
    """Return the answer file of the draft the user chooses, or None."""
    while True:
        drafts = list_drafts(services.folder)
        if not drafts:
            prompter.show(f"Det finns inga utkast i {services.folder} än.")
            return None
        options = [Option(str(number), _line(draft)) for number, draft in enumerate(drafts)]
        options += [Option(REMOVE, "Ta bort ett utkast"), Option(BACK, "Tillbaka")]
        chosen = prompter.choose(Menu("drafts", title, (*options,), "0"))
        if chosen != REMOVE:
            return drafts[int(chosen)].path if isinstance(chosen, str) and chosen != BACK else None
        remove_draft(prompter, services)


def _line(draft: DraftInfo) -> str:
    if draft.problem:
        return f"{draft.title}: kan inte öppnas"
    when = f"{swedish.day(draft.changed.date())} kl. {draft.changed:%H.%M}"
    return f"{draft.title} ({draft.answered} svar, {when})".replace(swedish.HARD_SPACE, " ")


def remove_draft(prompter: Prompter, services: Services) -> None:
    """Remove a draft the user chooses, once they have said yes to it by name."""
    drafts = list_drafts(services.folder)
    options = (
        *(Option(str(number), _line(draft)) for number, draft in enumerate(drafts)),
        Option(BACK, "Tillbaka"),
    )
    chosen = prompter.choose(Menu("remove", "Vilket utkast ska tas bort?", options, BACK))
    if not isinstance(chosen, str) or chosen == BACK:
        return
    draft = drafts[int(chosen)]
    title = f"Ta bort {draft.title}? Svaren och allt annat i mappen {draft.path.parent} försvinner."
    sure = (Option("no", "Nej, behåll utkastet"), Option("yes", "Ja, ta bort utkastet"))
    if prompter.choose(Menu("sure", title, sure, "no")) == "yes":
        delete(draft.path, services.folder)
        prompter.show(f"{draft.title} är borttaget.")
