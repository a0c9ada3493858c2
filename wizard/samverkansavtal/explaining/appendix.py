"""The last pages of the risk report: where the facts come from, and every answer."""

from collections.abc import Iterator

from samverkansavtal.content.records import Question
from samverkansavtal.drafting.reviewed import plan_reviewed, reviews_fallen, rules_reviewed
from samverkansavtal.drafting.tree import Bullets, Heading, Mark, Paragraph, ReportBlock, Run, Table
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.naming import title_of
from samverkansavtal.language.values import Row, Unknown
from samverkansavtal.planning.plan import Plan

READ = {"high": "Texten", "medium": "Delvis eller i andra hand", "low": "Inte säkert läst"}


def text(*parts: str, mark: Mark = Mark.PLAIN) -> Paragraph:
    """Return sentences as one paragraph."""
    return Paragraph((Run(" ".join(filter(None, parts)), mark),))


def sources(plan: Plan) -> Iterator[ReportBlock]:
    """Yield what was read and when, what is not verified, and what an own layer has changed."""
    yield Heading("11 Källor och granskningsläge")
    rows = tuple(
        ((Run(note.title),), (Run(note.read),), (Run(note.seen.isoformat()),))
        for note in plan.library.sources.values()
    )
    yield Table("Källor", ("Källa", "Vad som lästes", "Till och med"), rows)
    yield from acts(plan)
    spans = [figure.title for figure in plan.library.figures.values() if _is_span(plan, figure.id)]
    if spans:
        yield text(
            "De här beloppen är inte verifierade för den dag som gäller. Verktyget räknar med ett spann:"
        )
        yield Bullets(tuple((Run(title),) for title in spans))
    yield text(f"Bibliotekets version: {plan.library.fingerprint}.")
    yield text(plan_reviewed(plan), rules_reviewed(plan.library), reviews_fallen(plan.library))
    for name in plan.library.weakened:
        found = plan.library.rules.get(name)
        rule = f"”{title_of(name, plan.library)}” ({(found and found.nr) or name})"
        changed = f"Er egen modell har ändrat regeln {rule}. Den prövar inte samma sak som originalet."
        yield text(changed, mark=Mark.OPEN)


def acts(plan: Plan) -> Iterator[ReportBlock]:
    """Yield the acts that the findings refer to: where each stands, and how well it was read."""
    laws = {law for rule in plan.rules if rule.state == "fires" for law in rule.rule.law}
    named = [act for act in plan.library.acts.values() if any(act.covers(law) for law in laws)]
    rows = tuple(
        (
            (Run(f"{act.title} ({act.sfs or act.id})"),),
            (Run(act.address),),
            (Run(READ[act.confidence] + (f", till och med {act.seen.isoformat()}" if act.seen else "")),),
        )
        for act in named
    )
    if rows:
        yield Table(
            "Lagar och avgöranden som raderna nämner", ("Vad", "Var det står", "Hur det lästes"), rows
        )


def _is_span(plan: Plan, name: str) -> bool:
    value = plan.world.fact(name)
    return isinstance(value, Unknown) and name in value.stuck


def answers(plan: Plan, printer: Printer, changed: frozenset[str]) -> Iterator[ReportBlock]:
    """Yield every answer that counts, part by part; *changed* ones were changed after the result was shown."""
    yield Heading("Bilaga: svaren")
    for part in plan.library.parts:
        rows = [row for question in part.questions for row in _answered(question, plan, printer, changed)]
        if rows:
            yield Heading(part.title, 2)
            cells = tuple(((Run(label),), (Run(answer),)) for label, answer in rows)
            yield Table(f"Svar i delen {part.title}", ("Fråga", "Svar"), cells)


def _answered(
    question: Question, plan: Plan, printer: Printer, changed: frozenset[str]
) -> Iterator[tuple[str, str]]:
    if not question.is_list:
        if question.fact in plan.world.seen:
            later = " (ändrat efter delresultatet)" if question.fact in changed else ""
            yield question.label, printer.answer(question.fact) + later
        return
    for key in plan.answers.keys(question.fact):
        paths = [f"{question.fact}.{key}.{field.fact}" for field in question.fields]
        told = [f"{printer.label(path)}: {printer.answer(path)}" for path in paths if path in plan.world.seen]
        yield printer.row_name(Row(question.fact, key)), "; ".join(told)
