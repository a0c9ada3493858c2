"""The way to the decision: each party's day, and what must be done before it. The steps are content."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from samverkansavtal.content.records import Step
from samverkansavtal.drafting.tables import rows_of
from samverkansavtal.drafting.tree import Mark, Run, Table
from samverkansavtal.drafting.values import Printer
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import Items
from samverkansavtal.planning.plan import Plan
from samverkansavtal.planning.texts import DECISIONS

HEADER = ("Dag", "Vem", "Vad")


@dataclass(frozen=True)
class Decision:
    """A party and the day it decides, None while nobody has said."""

    party: str
    day: date | None


def decisions(plan: Plan, printer: Printer) -> tuple[Decision, ...]:
    """Return when each party decides, by the table `beslut`: party, who decides there, day."""
    definition = plan.library.tables.get(DECISIONS)
    if definition is None:
        return ()
    party = definition.columns[0]
    return tuple(
        Decision(printer.cell(party.node, party.filters, items).text, _day(plan, items))
        for items in rows_of(plan, definition, {})
    )


def _day(plan: Plan, items: Items) -> date | None:
    value = plan.library.tables[DECISIONS].columns[2].node.evaluate(plan.world, items)
    return value if isinstance(value, date) else None


def timeline(plan: Plan, printer: Printer) -> Table:
    """Return the timeline, the first day first; while some party has no day, the steps by themselves come last."""
    steps = [step for paper in plan.library.papers.values() for step in paper.steps]
    found = decisions(plan, printer)
    company = printer.company()
    dated = sorted(
        (one.day - timedelta(days=step.days), place, one.party, step.say)
        for one in found
        if one.day is not None
        for place, step in enumerate(_of(steps, one.party == company))
    )
    rows: list[tuple[tuple[Run, ...], ...]] = [
        ((_passed(day, plan.day),), (Run(party),), (Run(say),)) for day, _, party, say in dated
    ]
    if any(one.day is None for one in found):
        rows += list(_before(steps))
    return Table("Tidplan, räknad bakåt från varje parts beslut", HEADER, tuple(rows))


def _of(steps: list[Step], company: bool) -> Iterator[Step]:
    return (step for step in steps if company or not step.company)


def _passed(day: date, today: date) -> Run:
    late = day < today
    return Run(
        f"{swedish.day(day)} (har passerat)" if late else swedish.day(day), Mark.OPEN if late else Mark.FILLED
    )


def _before(steps: list[Step]) -> Iterator[tuple[tuple[Run, ...], ...]]:
    """Yield the steps as so many days before a decision whose day is not known."""
    for step in sorted(steps, key=lambda one: -one.days):
        if step.days:
            who = "Bolaget" if step.company else "Varje part utan beslutsdag"
            yield (Run(f"{step.days} dagar före beslut"),), (Run(who),), (Run(step.say),)
