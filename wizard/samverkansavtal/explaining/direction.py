"""Which way the answers point: for and against side by side, and what is still open."""

from dataclasses import dataclass

from samverkansavtal.content.records import Outcome
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.behind import Behind, behind
from samverkansavtal.explaining.certainty import grounds
from samverkansavtal.explaining.value import Line, amount_text, breakdown
from samverkansavtal.language.nodes import mentions
from samverkansavtal.language.values import Unknown
from samverkansavtal.planning.plan import Plan, PlannedRule


@dataclass(frozen=True)
class Sign:
    """One line in a column: what it says, the answers behind it, its law and how sure that is."""

    text: str
    behind: tuple[Behind, ...]
    grounds: tuple[str, ...]
    row: str = ""


@dataclass(frozen=True)
class Direction:
    """The direction with both columns, the value and the limit it is held against."""

    outcome: Outcome
    cooperation: tuple[Sign, ...]
    purchase: tuple[Sign, ...]
    open: tuple[Sign, ...]
    value: tuple[Line, ...]
    limit: str
    limit_title: str
    limit_day: str = ""  # the answer whose day picks the limit, with its label

    @property
    def about_limit(self) -> str:
        """Return what is said of the limit, with its amount where the answers pick one or may still do."""
        known = f": {self.limit}. Den" if self.limit else ""
        return f"{self.limit_title}{known} spelar roll bara om det är ett köp."


def direction(plan: Plan) -> Direction:
    """Return the direction that *plan*'s answers point in."""
    printer = Printer(plan.library, plan.world)
    words = plan.library.report
    return Direction(
        outcome=outcome(plan),
        cooperation=_signs(plan, printer, "samverkan", "fires"),
        purchase=_signs(plan, printer, "kop", "fires"),
        open=(*_signs(plan, printer, "kop", "open"), *_signs(plan, printer, "samverkan", "open")),
        value=breakdown(words.value, printer),
        limit=_limit(plan, printer),
        limit_title=plan.library.concepts[words.limit].title,
        limit_day=_limit_day(plan, printer),
    )


def _limit(plan: Plan, printer: Printer) -> str:
    """Return the limit, and nothing while it waits for what nobody will be asked."""
    name = plan.library.report.limit
    value = plan.world.fact(name)
    if isinstance(value, Unknown) and not value.stuck and value.needs.isdisjoint(plan.needs):
        return ""
    return amount_text(value, name, printer)


def _limit_day(plan: Plan, printer: Printer) -> str:
    """Return "dagen för det första steget: 1 oktober 2026" for a limit that depends on a day."""
    if not _limit(plan, printer):
        return ""
    amounts = plan.library.concepts[plan.library.report.limit].values
    names = (name for amount in amounts for name in sorted(mentions(amount.node)))
    figures = (plan.library.figures[name] for name in names if name in plan.library.figures)
    day = next((figure.at for figure in figures if figure.at), "")
    return f"{printer.label(day)}: {printer.answer(day)}" if day else ""


def outcome(plan: Plan) -> Outcome:
    """Return the first outcome whose lines hold; the undecided one as soon as an earlier one is unknown."""
    for one in plan.library.report.outcomes:
        holds = plan.world.holds(one.when, {})
        if holds is True:
            return one
        if isinstance(holds, Unknown):
            return plan.library.report.undecided
    return plan.library.report.undecided


def _signs(plan: Plan, printer: Printer, way: str, state: str) -> tuple[Sign, ...]:
    chosen = [rule for rule in plan.rules if rule.rule.direction == way and rule.state == state]
    return tuple(sign(rule, printer) for rule in chosen)


def sign(planned: PlannedRule, printer: Printer) -> Sign:
    """Return a rule as a line: its title, naming the row it speaks of."""
    row = printer.row_name(planned.row) if planned.row else ""
    title = planned.rule.title.rstrip(".")
    return Sign(
        f"{row}: {title}" if row else title,
        behind(planned.rule.when, planned.items, printer),
        grounds(planned.rule, printer.library),
        row,
    )
