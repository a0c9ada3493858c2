""" "Vad kan vi ändra?" under a finding: facts, choices, the text, the amounts where it turns, and the fork."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverkansavtal.content.records import ChangeWords
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.finding import WORDS, action, finding
from samverkansavtal.explaining.levers import choices
from samverkansavtal.explaining.looking import apart
from samverkansavtal.explaining.naming import is_called, numbered
from samverkansavtal.explaining.step import Step, teller
from samverkansavtal.explaining.steps import guard_steps
from samverkansavtal.explaining.turning import Turn, amounts_compared, turns
from samverkansavtal.explaining.value import row_text
from samverkansavtal.explaining.ways import Way, ways
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Row
from samverkansavtal.planning.plan import Plan, PlannedRule


@dataclass(frozen=True, slots=True)
class NoWay:
    """A choice behind the finding that is no way out, and why."""

    label: str
    answer: str
    why: str


@dataclass(frozen=True)
class CanChange:
    """What can be done about one rule with these answers; `words` are the content's own around it."""

    id: str
    title: str
    result: str
    facts: tuple[str, ...]
    ways: tuple[Way, ...]
    no_ways: tuple[NoWay, ...]
    turns: tuple[Turn, ...]
    fork: str
    words: ChangeWords


def can_change(planned: PlannedRule, plan: Plan) -> CanChange:
    """Return what can be changed about one rule; only its state where there is nothing to settle."""
    plan = apart(plan)
    printer = Printer(plan.library, plan.world)
    found = finding(planned, plan, printer)
    fires = planned.state == "fires" and planned.severity != "note"
    steps = guard_steps(planned.rule.when, planned.items, teller(plan.library, printer)) if fires else ()
    fork = "".join(run.text for run in action(found)) if planned.state == "fires" else ""
    return CanChange(
        id=found.id,
        title=numbered(found.nr, found.id, found.title),
        result=_result(planned, found.missing),
        facts=tuple(dict.fromkeys(_facts(steps, plan, printer))),
        ways=ways(planned, plan) if fires else (),
        no_ways=tuple(_no_ways(planned, steps, plan, printer)) if fires else (),
        turns=turns(planned, plan),
        fork=fork,
        words=plan.library.change,
    )


def changes(name: str, plan: Plan) -> tuple[CanChange, ...]:
    """Return what can be changed about the rule called *name* (id, with a row or not, or number).

    Raises:
        SamverkanError: there is no such rule, or it says nothing about any row yet.
    """
    wanted = name.casefold()
    found = [one for one in plan.rules if wanted == one.id.casefold() or is_called(one.rule, name)]
    held = [one for one in found if one.state != "clear"] or found[:1]
    if not held:
        known = ", ".join(
            dict.fromkeys(
                _named(one) for one in plan.rules if one.state == "fires" and one.severity != "note"
            )
        )
        raise SamverkanError(
            f"Regeln ”{name}” finns inte. Det här har ni att göra något åt: {known or 'inget'}."
        )
    return tuple(can_change(one, plan) for one in held)


def _named(planned: PlannedRule) -> str:
    return planned.rule.nr or f"{planned.rule.title} ({planned.id})"


def _result(planned: PlannedRule, missing: tuple[str, ...]) -> str:
    if planned.state == "clear":
        return "Utan anmärkning. Det finns inget att ändra."
    if planned.state == "open":
        return f"Kan inte bedömas än. Det här saknas: {swedish.listing(missing)}."
    if planned.severity == "note":
        return "Bara en upplysning. Inget behöver ändras."
    return f"{WORDS[planned.severity]}."


def _facts(steps: tuple[Step, ...], plan: Plan, printer: Printer) -> Iterator[str]:
    """Yield the facts that the steps rest on, with their answers."""
    for path in paths_of(steps):
        question = plan.library.question(path)
        if question is not None and question.nature == "fact" and path in plan.answers.values:
            yield f"{swedish.capital(_place(path, printer))}: {printer.answer(path)}"
        elif question is None and path.count(".") == 1:
            name, _, key = path.partition(".")
            yield swedish.capital(row_text(Row(name, key), printer))


def _place(path: str, printer: Printer) -> str:
    """Return the label of an answer, with its row's name where it has one."""
    if path.count(".") < 2:
        return printer.label(path)
    name, key, _ = path.split(".")
    return f"{printer.row_name(Row(name, key))}, {printer.label(path)}"


def paths_of(steps: tuple[Step, ...]) -> Iterator[str]:
    """Yield the answers that steps rest on."""
    for step in steps:
        if step.path:
            yield step.path
        yield from paths_of(step.children)


def _no_ways(planned: PlannedRule, steps: tuple[Step, ...], plan: Plan, printer: Printer) -> Iterator[NoWay]:
    """Yield the choices that are no way out: those that decided, and the term where an amount is compared."""
    decisive = set(paths_of(steps))
    sized = any(True for _ in amounts_compared(planned, plan.library))
    for path, question in choices(planned.rule, plan):
        decides = sized if question.kind.name in ("date", "number") else path in decisive
        if question.no_way_out and decides:
            yield NoWay(swedish.capital(printer.label(path)), printer.answer(path), question.no_way_out)


def as_lines(found: CanChange) -> Iterator[str]:
    """Yield what can be changed as lines for a terminal."""
    words = found.words
    yield found.title
    yield found.result
    if found.facts:
        yield from ("", words.facts, *(f"  {fact}" for fact in found.facts))
    for heading, chosen in ((words.choices, _chosen(found)), (words.provisions, _written(found))):
        if chosen:
            yield from ("", heading)
            for way in chosen:
                yield from _way_lines(way)
    if found.facts and not found.ways:
        yield from ("", words.none)
    if found.no_ways:
        yield from ("", words.not_ways, *_no_way_lines(found.no_ways))
    if found.turns:
        yield from ("", words.amounts, *(f"  {turn_text(turn)}" for turn in found.turns))
    if found.fork:
        yield from ("", f"Gör så här: {found.fork}")


def _chosen(found: CanChange) -> tuple[Way, ...]:
    return tuple(way for way in found.ways if way.changes)


def _written(found: CanChange) -> tuple[Way, ...]:
    return tuple(way for way in found.ways if way.provision)


def _way_lines(way: Way) -> Iterator[str]:
    for change in way.changes:
        yield f"  {swedish.capital(change.label)}: {change.after} (nu: {change.before})"
    if way.provision:
        yield f"  {way.provision}"
    for heading, found in (
        ("Då tillkommer", way.caused.findings),
        ("Då försvinner", way.caused.settled),
        ("Nya frågor", way.caused.questions),
        ("Kommer in i avtalet", way.caused.comes),
        ("Går ur avtalet", way.caused.goes),
        ("Får en annan text", way.caused.rewritten),
    ):
        if found:
            yield f"    {heading}: {'; '.join(found)}"


def _no_way_lines(no_ways: tuple[NoWay, ...]) -> Iterator[str]:
    """Yield choices that are no way out, those with the same reason together."""
    for why in dict.fromkeys(one.why for one in no_ways):
        yield from (f"  {one.label}: {one.answer}" for one in no_ways if one.why == why)
        yield f"    {why}"


def turn_text(turn: Turn) -> str:
    """Return "Avtalets beräknade värde: 900 000 kr. Under 700 000 kr stämmer regeln inte in."."""
    said = f"{turn.label}: {turn.now}."
    if turn.under:
        said += f" Under {turn.under} {turn.below}."
    return f"{said} Från {turn.from_} {turn.above}." if turn.from_ else said
