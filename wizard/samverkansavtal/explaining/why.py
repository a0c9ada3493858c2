"""Why a provision stands, a rule fires or a question is asked: line by line, down to the answers."""

from collections.abc import Iterator

from samverkansavtal.content.records import Guard
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.behind import behind
from samverkansavtal.explaining.finding import WORDS, finding
from samverkansavtal.language.nodes import Items
from samverkansavtal.language.values import Truth, Unknown, truth
from samverkansavtal.planning.plan import Plan, PlannedProvision, PlannedRule

STATES = {"fires": "Stämmer in på svaren", "clear": "Utan anmärkning", "open": "Kan inte bedömas än"}
STANDINGS = {"in": "Står i avtalet", "out": "Står inte i avtalet", "undecided": "Inte avgjort än"}


def why(name: str, plan: Plan) -> tuple[str, ...]:
    """Return the explanation of a provision, rule (id or number) or question called *name*.

    Raises:
        SamverkanError: nothing is called that.
    """
    printer = Printer(plan.library, plan.world)
    wanted, _, row = name.partition("@")
    lines: list[str] = []
    for provision in plan.provisions:
        if provision.provision.id == wanted and (not row or (provision.row and provision.row.key == row)):
            lines += _provision(provision, plan, printer)
    for rule in plan.rules:
        if wanted.casefold() in (rule.rule.id, rule.rule.nr.casefold()) and (
            not row or (rule.row and rule.row.key == row)
        ):
            lines += _rule(rule, plan, printer)
    if plan.library.question(wanted) is not None and not lines:
        lines += _question(wanted, plan, printer)
    if not lines:
        raise SamverkanError(
            f"”{name}” finns inte. Skriv namnet på en bestämmelse (lokaler/upplatelse), en regel (PROC-16) eller en fråga."
        )
    return tuple(lines)


def _provision(planned: PlannedProvision, plan: Plan, printer: Printer) -> Iterator[str]:
    provision = planned.provision
    yield f"{provision.id}: {provision.title}"
    yield f"{STANDINGS[planned.standing]}. {provision.purpose}"
    yield from _guards(provision.when, planned.items, plan, printer)
    if not provision.when:
        yield "Bestämmelsen står alltid i avtalet."
    for variant in planned.variants:
        if variant.id:
            chosen = "Text" if len(planned.variants) == 1 else "Möjlig text"
            yield f"{chosen}: {variant.id}"
            yield from _guards(variant.when, planned.items, plan, printer)
    if provision.law:
        yield f"Lag: {', '.join(provision.law)}"


def _rule(planned: PlannedRule, plan: Plan, printer: Printer) -> Iterator[str]:
    found = finding(planned, plan, printer)
    yield f"{found.nr or found.id}: {found.title}"
    yield f"{STATES[planned.state]}. Om den stämmer in: {WORDS[planned.severity]}."
    yield from _guards(planned.rule.when, planned.items, plan, printer)
    for runs in found.paragraphs if planned.state == "fires" else ():
        yield "".join(run.text for run in runs)
    if found.missing:
        yield f"Det här saknas: {'; '.join(found.missing)}"
    if found.law:
        yield f"Lag och källa: {', '.join(found.law)}. {found.confidence}".strip()


def _question(path: str, plan: Plan, printer: Printer) -> Iterator[str]:
    question = plan.question(path)
    yield question.ask
    yield question.why
    yield f"Ert svar: {printer.answer(path)}"
    pulled = plan.pulled_by.get(path, ())
    if pulled:
        yield f"Frågan ställs för: {', '.join(pulled)}"
    elif path not in plan.answers.values:
        yield "Frågan behövs inte med de svar som finns nu."


def _guards(guards: tuple[Guard, ...], items: Items, plan: Plan, printer: Printer) -> Iterator[str]:
    for guard in guards:
        result = truth(guard.node.evaluate(plan.world, items))
        answers = "; ".join(f"{one.label}: {one.answer}" for one in behind((guard,), items, printer))
        yield f"  {_mark(result)} {guard.source}{f'  ({answers})' if answers else ''}"


def _mark(result: Truth) -> str:
    return "vet inte än" if isinstance(result, Unknown) else "ja" if result else "nej"
