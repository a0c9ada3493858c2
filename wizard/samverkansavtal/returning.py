"""A party's sheet read back into the draft: shown first, asked about, and only then saved."""

from dataclasses import replace
from pathlib import Path

from samverkansavtal.asking.prompter import Menu, Option, Prompter
from samverkansavtal.documents import Opened, known_file, open_answers
from samverkansavtal.errors import StorageError
from samverkansavtal.interviewing.noting import changed_after_result
from samverkansavtal.interviewing.view import View
from samverkansavtal.judging import keep_comments
from samverkansavtal.planning.plan import plan
from samverkansavtal.producing.forms import Change, Returned, elsewhere, held, returned, taken
from samverkansavtal.producing.opening import kept
from samverkansavtal.storing.answer_file import write_draft
from samverkansavtal.storing.drafts import OpenDraft

MOST_BYTES = 20_000_000
NO, YES = "no", "yes"


def read_sheet(file: Path, target: Path | None, asking: Prompter) -> None:
    """Read the sheet *file* into the draft at *target*, or the one that lies beside it.

    Raises:
        SamverkanError: the file or the draft cannot be used; nothing is changed.
    """
    data = _bytes(file)
    path = known_file(target or file.parent)
    with OpenDraft(path) as draft:
        opened = open_answers(path)
        found = returned(data, opened.plan)
        _show(found, opened, asking)
        chosen = _chosen(found, opened, asking)
        if not chosen:
            asking.show("Inget svar i utkastet är ändrat.")
        elif not _sure(len(chosen), asking):
            asking.show("Inget är sparat. Filen är orörd.")
        else:
            told = keep_comments(path)
            notice = draft.save(_changed(opened, chosen))
            asking.show("Svaren är sparade i utkastet.", *told, *filter(None, (notice,)))


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise StorageError(f"Filen {file} finns inte. Kontrollera namnet.") from None
    except OSError:
        raise StorageError(
            f"Filen {file.name} kan inte öppnas. Kontrollera namnet, och stäng den i Word."
        ) from None


def _show(found: Returned, opened: Opened, asking: Prompter) -> None:
    asking.show(f"Partsblad för {found.party}, version {found.version}.", tone="heading")
    if said := elsewhere(found, opened.plan):
        asking.show(said, tone="warning")
    _show_refused(found.refused, asking)
    fresh = [change for change in found.changes if not change.old]
    if fresh:
        asking.show("Nya svar:", *(f"  {change.label}: {change.new}" for change in fresh))


def _show_refused(refused: tuple[str, ...], asking: Prompter) -> None:
    if refused:
        asking.show("Det här gick inte att använda:", *(f"  {line}" for line in refused), tone="warning")


def _chosen(found: Returned, opened: Opened, asking: Prompter) -> tuple[Change, ...]:
    """Return the changes to make; of those chosen, one may not go with the answers without one that was not."""
    wanted = [change.path for change in found.changes if _wanted(change, asking)]
    if len(wanted) == len(found.changes):
        return found.changes
    again = held(found.sheet, opened.plan, wanted)
    _show_refused(again.refused, asking)
    return again.changes


def _wanted(change: Change, asking: Prompter) -> bool:
    """Return whether to take a change; one that would replace an answer is asked about by itself."""
    if not change.old:
        return True
    moved = " Svaret i utkastet har ändrats sedan bladet skickades." if change.moved else ""
    asking.show(f"{change.label}.{moved}", f"  I utkastet:   {change.old}", f"  På partsbladet: {change.new}")
    options = (Option(NO, "Behåll svaret i utkastet"), Option(YES, "Byt till svaret på partsbladet"))
    return asking.choose(Menu("replace", "Vilket ska gälla?", options, NO)) == YES


def _sure(count: int, asking: Prompter) -> bool:
    what = "svaret" if count == 1 else f"de {count} svaren"
    options = (Option(YES, f"Ja, spara {what}"), Option(NO, "Nej, spara inget"))
    return asking.choose(Menu("save", f"Ska {what} sparas i utkastet?", options, NO)) == YES


def _changed(opened: Opened, changes: tuple[Change, ...]) -> bytes:
    answers = taken(opened.draft.answers, changes)
    planned = plan(opened.library, answers, opened.draft.day)
    paths, known = [change.path for change in changes], opened.draft.changed_after_result
    later = changed_after_result(View(opened.plan), answers, paths, known)
    draft = kept(replace(opened.draft, answers=answers), planned, later)
    return write_draft(draft, opened.library)
