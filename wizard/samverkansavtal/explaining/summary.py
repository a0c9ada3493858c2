"""What the screen says: the direction in a few lines, counts, next steps, and news since last time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from samverkansavtal.content.records import Severity
from samverkansavtal.drafting.status import OWN_MODEL, own_model, standing
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.behind import LISTED
from samverkansavtal.explaining.direction import Direction, Sign, direction
from samverkansavtal.explaining.finding import SHORT, finding
from samverkansavtal.explaining.naming import with_facts
from samverkansavtal.language.swedish import counted
from samverkansavtal.planning.plan import Plan, PlannedRule

SERIOUS: dict[Severity, str] = {
    "stop": "det här stoppar underskriften",
    "assess": "det här måste bedömas först",
}
SEVERITIES: tuple[Severity, ...] = ("stop", "assess", "complete")


def direction_lines(plan: Plan, judged: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the result of the part about purchases: both ways, then the value line by line."""
    found = direction(plan)
    lines = [found.outcome.title, found.outcome.text, *first_of_all(plan, judged), ""]
    for heading, signs in (("Talar för samverkan:", found.cooperation), ("Talar för köp:", found.purchase)):
        lines += (
            [heading, *(f"  – {_sign(sign)}" for sign in signs)] if signs else [heading, "  – inget i svaren"]
        )
    if found.open:
        lines += ["Vet inte än:", *(f"  – {sign.text}" for sign in found.open)]
    lines += ["", *value_lines(found)]
    return tuple(lines)


def first_of_all(plan: Plan, judged: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what must stand beside a direction: what stops the signing, and what has to be settled first."""
    settled = set(judged)
    said: list[str] = []
    for severity, opening in SERIOUS.items():
        rules = [rule for rule in plan.fired(severity) if rule.id not in settled]
        titles = list(dict.fromkeys(rule.rule.title.rstrip(".") for rule in rules))
        if titles:
            said.append(f"{'Och' if said else 'Men'} {opening}: {'; '.join(titles)}.")
    return tuple(said)


def _sign(sign: Sign) -> str:
    answers = "; ".join(one.answer for one in sign.behind[:2] if one.answer != LISTED)
    return f"{sign.text} ({answers})" if answers else sign.text


def value_lines(found: Direction) -> Iterator[str]:
    """Yield the value line by line, amounts in a column."""
    yield "Så är värdet räknat, utan moms:"
    width = max(len(line.text) for line in found.value)
    for line in found.value:
        yield f"  {line.text:<{width}}  {line.amount:>16}"
    yield f"  {found.about_limit}"


def finding_lines(plan: Plan, judged: Iterable[str] = ()) -> tuple[str, ...]:
    """Return one line for every finding that asks for something, the most serious first."""
    printer = Printer(plan.library, plan.world)
    settled = set(judged)
    lines = []
    for severity in SEVERITIES:
        for rule in plan.fired(severity):
            if rule.id not in settled:
                found = finding(rule, plan, printer)
                said = with_facts(found.title, found.nr, (found.who, found.stage))
                lines.append(f"{SHORT[severity]}: {said}")
    if own_model(plan) and OWN_MODEL not in settled:
        lines.append(f"Komplettera: {own_model(plan)} ({OWN_MODEL})")
    for rule in standing(plan, settled).doubts:
        found = finding(rule, plan, printer)
        said = with_facts(found.title, found.nr)
        lines.append(f"Kan inte uteslutas: {said}. Saknas: {'; '.join(found.missing)}")
    return tuple(lines)


def nothing_found(plan: Plan) -> str:
    """Return the calm sentence, and only where nothing is left that could change it."""
    missing = len(standing(plan).missing)
    if any(rule.state == "open" and rule.severity in SERIOUS and rule.rule.asks for rule in plan.rules):
        return f"Ännu går det inte att säga om något stoppar. {missing} svar saknas."
    calm = "Inget stoppar och inget behöver bedömas."
    return f"{calm} {missing} svar saknas, men de ändrar inte det." if missing else calm


def next_steps(plan: Plan, judged: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what to do now, and who to ask; never ends on a list of risks."""
    judged = tuple(judged)
    place = standing(plan, judged)
    printer = Printer(plan.library, plan.world)
    owners = Counter(printer.owner(path) for path in place.missing)
    company = printer.company()
    steps = [
        f"Svara själva på {counted(count, 'fråga', 'frågor')}."
        if owner == company
        else f"Fråga {owner}: {count} svar saknas."
        for owner, count in owners.most_common(5)
    ]
    settled = set(judged)
    if place.stops or place.doubts:
        steps.append("Skriv inte under. Riskrapporten säger vad som stoppar, och vad som ska göras först.")
    if any(rule.id not in settled for rule in plan.fired("assess")) or place.stops or place.doubts:
        steps.append("Be er jurist läsa det som behöver bedömas i riskrapporten.")
    if any(rule.id not in settled for rule in plan.fired("complete")):
        steps.append("Gå igenom det som ska kompletteras. Riskrapporten säger vem som gör vad.")
    steps.append("Läs avtalet tillsammans med de andra parterna.")
    return tuple(f"{number} {step}" for number, step in enumerate(steps, 1))


def progress(plan: Plan, judged: Iterable[str] = ()) -> str:
    """Return one line on how far the draft has come."""
    place = standing(plan, judged)
    waiting = len(plan.waiting("now"))
    if waiting:
        return f"{place.status.value}. Frågor återstår."
    return (
        f"{place.status.value}. {len(place.missing)} svar väntar på andra."
        if place.missing
        else f"{place.status.value}."
    )


def to_settle(plan: Plan) -> tuple[str, ...]:
    """Return the ids of the findings that ask for something: what a draft remembers."""
    return tuple(rule.id for rule in plan.rules if rule.state == "fires" and rule.severity != "note")


def since_last(before: Iterable[str], plan: Plan) -> tuple[str, ...]:
    """Return what the library finds now that it did not find last time, and the other way round."""
    known = set(before)
    now = to_settle(plan)
    printer = Printer(plan.library, plan.world)
    by_id = {rule.id: rule for rule in plan.rules}
    lines = [f"Nytt: {_title(by_id[name], plan, printer)}" for name in now if name not in known]
    lines += [
        f"Gäller inte längre: {_title(by_id[name], plan, printer) if name in by_id else name}"
        for name in sorted(known - set(now))
    ]
    return tuple(lines)


def _title(rule: PlannedRule, plan: Plan, printer: Printer) -> str:
    return finding(rule, plan, printer).title


def as_data(plan: Plan, judged: Iterable[str] = ()) -> dict[str, Any]:
    """Return the plan's outcome for scripts: stable keys, no answer text."""
    place = standing(plan, judged)
    found = direction(plan)
    return {
        "format": 1,
        "model": plan.library.model.id,
        "library": plan.library.fingerprint,
        "day": plan.day.isoformat(),
        "status": place.status.name.lower(),
        "direction": found.outcome.id,
        "needs": list(plan.needs),
        "findings": [_data(rule) for rule in plan.rules if rule.state != "clear"],
        "provisions": [
            {
                "id": p.provision.id,
                "row": p.row.key if p.row else None,
                "standing": p.standing,
                "variants": [v.id for v in p.variants],
            }
            for p in plan.provisions
            if p.standing != "out"
        ],
    }


def _data(rule: PlannedRule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "nr": rule.rule.nr,
        "severity": rule.severity,
        "state": rule.state,
        "stage": rule.rule.stage,
        "law": list(rule.rule.law),
        "needs": sorted(rule.needs),
        "stuck": sorted(rule.stuck),
    }
