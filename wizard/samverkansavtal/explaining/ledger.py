"""Every rule's state with its reason: also why nobody was warned."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.finding import WORDS, finding
from samverkansavtal.explaining.looking import apart
from samverkansavtal.explaining.naming import numbered
from samverkansavtal.explaining.step import Step, teller
from samverkansavtal.explaining.steps import guard_steps
from samverkansavtal.planning.plan import Plan, PlannedRule, State

HEADINGS: dict[State, str] = {
    "fires": "Stämmer in på svaren",
    "open": "Kan inte bedömas än",
    "clear": "Utan anmärkning",
}
MOST = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule (for one row): its state and the answers that decided it, or who has to answer."""

    id: str
    nr: str
    title: str
    state: State
    severity: str
    because: tuple[str, ...]


def ledger(plan: Plan) -> tuple[Entry, ...]:
    """Return every rule of the plan, in the library's order."""
    plan = apart(plan)
    printer = Printer(plan.library, plan.world)
    return tuple(_entry(planned, plan, printer) for planned in plan.rules)


def _entry(planned: PlannedRule, plan: Plan, printer: Printer) -> Entry:
    found = finding(planned, plan, printer)
    because = found.missing or because_of(planned, plan, printer)
    return Entry(found.id, found.nr, found.title, planned.state, planned.severity, because)


def because_of(planned: PlannedRule, plan: Plan, printer: Printer) -> tuple[str, ...]:
    """Return the answers that decided a rule, the nearest ones, at most two."""
    steps = guard_steps(planned.rule.when, planned.items, teller(plan.library, printer))
    told = list(dict.fromkeys(text for step in reversed(steps) for text in leaves(step)))
    return tuple(told[:MOST])


def leaves(step: Step) -> Iterator[str]:
    """Yield what a step rests on in the end."""
    if not step.children:
        yield step.text
    for child in step.children:
        yield from leaves(child)


def ledger_lines(plan: Plan) -> Iterator[str]:
    """Yield every rule under its state, with its reason."""
    entries = ledger(plan)
    for state, heading in HEADINGS.items():
        chosen = [entry for entry in entries if entry.state == state]
        yield f"{heading} ({len(chosen)})"
        for entry in chosen:
            serious = f" {WORDS[entry.severity]}." if state != "clear" else ""
            yield f"  {numbered(entry.nr, entry.id, entry.title)}.{serious}"
            yield from (f"    {'saknas: ' if state == 'open' else ''}{reason}" for reason in entry.because)
