"""What one party is asked to fill in on its sheet: the answers it knows, and those given already to confirm."""

from collections.abc import Iterator
from decimal import Decimal

from samverkansavtal.content.records import Question
from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.tree import FormField
from samverkansavtal.drafting.values import Printer
from samverkansavtal.language import swedish
from samverkansavtal.language.kinds import CHOICE, DATE, ROW, YESNO
from samverkansavtal.language.nodes import Items
from samverkansavtal.language.values import Empty, Row
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.planning.plan import Plan

WRITTEN = ("text", "paragraph", "date", "months", "kr", "percent", "number", "orgnr", "email")
PICKED = ("yesno", "choice", "ref")
YES_NO = {"ja": "Ja", "nej": "Nej"}


def form_fields(plan: Plan, printer: Printer, row: Row) -> tuple[FormField, ...]:
    """Return the fields on *row*'s own sheet, in the order of the questionnaire."""
    return tuple(_field(path, question, printer, row) for path, question in _asked(plan, printer, row))


def options(question: Question, printer: Printer) -> dict[str, str]:
    """Return what may be chosen: the answer's id → what it is called."""
    if question.kind.name == YESNO:
        return dict(YES_NO)
    if question.kind.name == ROW:
        return {row.key: printer.row_name(row) for row in printer.world.rows(question.of)[0]}
    return dict(question.kind.choices) if question.kind.name == CHOICE else {}


def _asked(plan: Plan, printer: Printer, row: Row) -> Iterator[tuple[str, Question]]:
    name = printer.row_name(row)
    listed = plan.library.questions[row.list]
    own = [row.path(one.fact) for one in listed.fields if one.timing == "later"]
    for path in dict.fromkeys((*own, *standing(plan).missing)):
        question = plan.library.question(path)
        if question is None or question.is_list or question.input not in (*WRITTEN, *PICKED):
            continue
        if printer.owner(path) == name and _applies(path, question, printer):
            yield path, question


def _applies(path: str, question: Question, printer: Printer) -> bool:
    row = Row(question.list, path.split(".")[1]) if question.list else None
    items: Items = {question.item: row} if row else {}
    return printer.world.holds(question.when, items) is not False


def _field(path: str, question: Question, printer: Printer, row: Row) -> FormField:
    kind = "date" if question.kind.name == DATE else "choice" if question.input in PICKED else "text"
    about = Row(question.list, path.split(".")[1]) if question.list else row
    which = f" ({printer.row_name(about)})" if about != row else ""  # a party may have several such rows
    return FormField(
        path=path,
        label=swedish.capital(question.label) + which,
        hint=question.ask,
        kind=kind,
        said=said(path, question, printer),
        choices=tuple(options(question, printer).values()),
        none=question.none,
    )


def said(path: str, question: Question, printer: Printer) -> str:
    """Return the answer so far as it stands in its field, "" when there is none."""
    given = printer.world.answers.values.get(path)
    if given is None or isinstance(given, NotKnown):
        return ""
    if isinstance(given, Empty):
        return question.none
    if question.input in PICKED:
        picked = ("ja" if given else "nej") if isinstance(given, bool) else str(given)
        return options(question, printer).get(picked, "")
    if isinstance(given, Decimal):
        return swedish.number(given).replace(swedish.HARD_SPACE, " ")
    return given.isoformat() if question.kind.name == DATE else str(given)  # type: ignore[union-attr]
