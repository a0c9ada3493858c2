"""Check your answers: a numbered table for each part; a number is edited and leads back here."""

from collections.abc import Callable

from samverkansavtal.asking.prompter import Back, Leaving, Menu, Option, SaveAndQuit
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.asking.steps import take
from samverkansavtal.content.records import Part
from samverkansavtal.interviewing.counting import counted
from samverkansavtal.interviewing.prompts import part_title
from samverkansavtal.interviewing.reviewing import entries, pointing_at, row_entries
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Row

DONE, ADD, COPY, UP, DOWN, DELETE = ":done", ":add", ":copy", ":up", ":down", ":delete"
AskNeeded = Callable[[Session], None]


def review(session: Session, ask_needed: AskNeeded) -> None:
    """Show the parts until the user is done.

    Raises:
        Leave: the user saves and quits.
    """
    while True:
        options = [
            Option(part.id, _part_line(session, part))
            for part in session.library.parts
            if _entries(session, part)
        ]
        title = "Se över svaren. Vilken del vill ni öppna?" + _dormant(session)
        menu = Menu("review", title, (*options, Option(DONE, "Klar med översynen")), DONE)
        chosen = _stay(session.prompter.choose(menu))
        part = next((part for part in session.library.parts if part.id == chosen), None)
        if part is None:
            return
        review_part(session, part, ask_needed)


def review_part(session: Session, part: Part, ask_needed: AskNeeded) -> None:
    """Show one part's answers until the user is done with it; questions that a change opens come first."""
    while lines := _entries(session, part):
        menu = Menu("part", part_title(session.view, part), (*lines,), DONE, numbered=True, enter="Tillbaka")
        chosen = _stay(session.prompter.choose(menu))
        if chosen is None or chosen == DONE:
            return
        if chosen.endswith(ADD):
            take(session, f"{chosen.removesuffix(ADD)}.+", alone=True)
        elif "." in chosen:
            _review_row(session, Row(*chosen.split(".")), ask_needed)
        else:
            take(session, chosen, alone=True)
        ask_needed(session)


def _stay(chosen: str | Leaving) -> str | None:
    if isinstance(chosen, SaveAndQuit):
        raise Leave
    return None if isinstance(chosen, Back) else chosen


def _part_line(session: Session, part: Part) -> str:
    missing = sum(1 for path in session.plan.needs if session.plan.part(path) is part)
    lines = sum(1 for entry in _entries(session, part) if not entry.id.endswith(ADD))
    lacks = f", {missing} svar saknas" if missing else ""
    return f"{part_title(session.view, part)} ({counted(lines, 'en rad', 'rader')}{lacks})"


def _dormant(session: Session) -> str:
    count = len(session.plan.dormant)
    return (
        f" ({swedish.capital(counted(count, 'ett svar', 'svar'))} används inte just nu, men finns kvar.)"
        if count
        else ""
    )


def _entries(session: Session, part: Part) -> list[Option]:
    """Return the lines of one part as options."""
    ids = {"add": ADD}
    return [
        Option(entry.path + ids.get(entry.kind, ""), entry.label, entry.answer)
        for entry in entries(session.view, part)
    ]


def _review_row(session: Session, row: Row, ask_needed: AskNeeded) -> None:
    """Show one row: edit a field, copy, move or delete it."""
    while row.key in session.answers.keys(row.list):
        answers = [Option(one.path, one.label, one.answer) for one in row_entries(session.view, row)]
        title = (
            f"{swedish.capital(session.library.questions[row.list].label)}: {session.printer.row_name(row)}"
        )
        menu = Menu(
            "row", title, (*answers, *_row_actions(session, row)), DONE, numbered=True, enter="Tillbaka"
        )
        chosen = _stay(session.prompter.choose(menu))
        if chosen is None or chosen == DONE:
            return
        if chosen.startswith(":"):
            _change_rows(session, row, chosen)
        else:
            take(session, chosen, alone=True)
        ask_needed(session)


def _row_actions(session: Session, row: Row) -> list[Option]:
    keys = session.answers.keys(row.list)
    found = [Option(COPY, "Kopiera raden")]
    if row.key != keys[0]:
        found.append(Option(UP, "Flytta upp"))
    if row.key != keys[-1]:
        found.append(Option(DOWN, "Flytta ned"))
    return [*found, Option(DELETE, "Ta bort raden")]


def _change_rows(session: Session, row: Row, action: str) -> None:
    answers, name = session.answers, f"{row.list}.+"
    if action == COPY:
        session.commit(answers.copy_row(row.list, row.key, answers.new_key(row.list)), name)
    elif action == DELETE and _confirmed(session, row):
        session.commit(answers.remove_row(row.list, row.key), name)
    elif action in (UP, DOWN):
        session.commit(answers.move_row(row.list, row.key, -1 if action == UP else 1), name)


def _confirmed(session: Session, row: Row) -> bool:
    pointing = pointing_at(session.view, row)
    again = f" {swedish.capital(counted(pointing, 'en fråga', 'frågor'))} ställs igen." if pointing else ""
    title = f"Ta bort {session.printer.row_name(row)}? Svaren på raden försvinner.{again}"
    menu = Menu(
        "delete", title, (Option("nej", "Nej, behåll raden"), Option("ja", "Ja, ta bort raden")), "nej"
    )
    return _stay(session.prompter.choose(menu)) == "ja"
