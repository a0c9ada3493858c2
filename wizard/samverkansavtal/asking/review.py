"""Check your answers: a numbered table for each part; a number is edited and leads back here."""

from collections.abc import Callable

from samverkansavtal.asking.prompter import Back, Leaving, Menu, Option, SaveAndQuit
from samverkansavtal.asking.prompts import part_title
from samverkansavtal.asking.session import Leave, Session
from samverkansavtal.asking.steps import counted, take
from samverkansavtal.content.records import Part, Question
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
    while entries := _entries(session, part):
        menu = Menu("part", part_title(session, part), (*entries,), DONE, numbered=True, enter="Tillbaka")
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
    return f"{part_title(session, part)} ({counted(lines, 'en rad', 'rader')}{lacks})"


def _dormant(session: Session) -> str:
    count = len(session.plan.dormant)
    return (
        f" ({swedish.capital(counted(count, 'ett svar', 'svar'))} används inte just nu, men finns kvar.)"
        if count
        else ""
    )


def _entries(session: Session, part: Part) -> list[Option]:
    """Return the lines of one part: single answers, one line a row, and a way to add rows."""
    found: list[Option] = []
    for question in part.questions:
        if question.is_list:
            found += _list_entries(session, question)
        elif _concerns(session, question.fact, question):
            found.append(
                Option(question.fact, swedish.capital(question.label), session.printer.answer(question.fact))
            )
    return found


def _concerns(session: Session, path: str, question: Question) -> bool:
    """Return whether an answer belongs in the review: it applies, and is given, needed or the usual one."""
    if not session.applies(path):
        return False
    known = path in session.answers.values or path in session.plan.needs
    items = {question.item: Row(question.list, path.split(".")[1])} if question.list else {}
    return known or (question.standard is not None and session.world.holds(question.when, items) is True)


def _list_entries(session: Session, question: Question) -> list[Option]:
    keys = session.answers.keys(question.fact)
    needed = any(path.startswith(f"{question.fact}.") for path in session.plan.needs)
    if not session.applies(f"{question.fact}.+") or not (
        keys or needed or question.fact in session.answers.closed
    ):
        return []
    label = swedish.capital(question.label)
    rows = [
        Option(
            f"{question.fact}.{key}", f"{label}, rad {number}", _row_line(session, Row(question.fact, key))
        )
        for number, key in enumerate(keys, 1)
    ]
    return [
        *rows,
        Option(f"{question.fact}{ADD}", f"{label}: lägg till en rad", "" if keys else "ingen rad än"),
    ]


def _row_line(session: Session, row: Row) -> str:
    """Return what a row goes by, first the party it is about where it has one, and what it lacks."""
    missing = sum(1 for path in session.plan.needs if path.startswith(f"{row.list}.{row.key}."))
    name = session.printer.row_name(row)
    first = session.library.questions[row.list].fields[0]
    party = session.world.field(row, first.fact) if first.input == "ref" else None
    if isinstance(party, Row):
        name = f"{session.printer.row_name(party)}: {name}"
    return f"{name} ({missing} svar saknas)" if missing else name


def _review_row(session: Session, row: Row, ask_needed: AskNeeded) -> None:
    """Show one row: edit a field, copy, move or delete it."""
    while row.key in session.answers.keys(row.list):
        fields = session.library.questions[row.list].fields
        paths = [row.path(field.fact) for field in fields if _concerns(session, row.path(field.fact), field)]
        answers = [
            Option(p, swedish.capital(session.plan.question(p).label), session.printer.answer(p))
            for p in paths
        ]
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
    pointing = sum(
        1
        for path, value in session.answers.values.items()
        if value == row.key
        and (question := session.library.question(path)) is not None
        and question.of == row.list
    )
    again = f" {swedish.capital(counted(pointing, 'en fråga', 'frågor'))} ställs igen." if pointing else ""
    title = f"Ta bort {session.printer.row_name(row)}? Svaren på raden försvinner.{again}"
    menu = Menu(
        "delete", title, (Option("nej", "Nej, behåll raden"), Option("ja", "Ja, ta bort raden")), "nej"
    )
    return _stay(session.prompter.choose(menu)) == "ja"
