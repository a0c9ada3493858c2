"""A finding as a reader meets it: what, why in plain words, the answers behind, law, who, by when."""

from dataclasses import dataclass

from samverkansavtal.drafting.compose import Composer, merged
from samverkansavtal.drafting.flow import FlowItems, FlowParagraph, flow
from samverkansavtal.drafting.tree import Run
from samverkansavtal.drafting.values import COMPANY, Printer
from samverkansavtal.explaining.behind import Behind, behind
from samverkansavtal.explaining.certainty import SENTENCES, certainty, grounds
from samverkansavtal.planning.plan import Plan, PlannedRule

WORDS = {
    "stop": "Stoppar underskrift",
    "assess": "Behöver bedömas",
    "complete": "Ska kompletteras",
    "note": "Bra att veta",
}
SHORT = {"stop": "Stopp", "assess": "Bedöm", "complete": "Komplettera", "note": "Tips"}
STAGES = {"decision": "före beslutet", "signing": "före underskriften"}


@dataclass(frozen=True)
class Finding:
    """One rule's outcome in words: `paragraphs` its own text with values, `grounds` its law and how sure it is."""

    id: str
    nr: str
    severity: str
    title: str
    paragraphs: tuple[tuple[Run, ...], ...]
    behind: tuple[Behind, ...]
    law: tuple[str, ...]
    grounds: tuple[str, ...]
    who: str
    stage: str
    confidence: str
    missing: tuple[str, ...]


def finding(planned: PlannedRule, plan: Plan, printer: Printer) -> Finding:
    """Return *planned* in words."""
    rule = planned.rule
    row = printer.row_name(planned.row) if planned.row else ""
    return Finding(
        id=planned.id,
        nr=rule.nr,
        severity=planned.severity,
        title=f"{row}: {rule.title}" if row else rule.title,
        paragraphs=_paragraphs(planned, plan),
        behind=behind(rule.when, planned.items, printer),
        law=rule.law,
        grounds=grounds(rule, plan.library),
        who=_who(planned, printer, row),
        stage=STAGES[rule.stage],
        confidence=SENTENCES.get(certainty(rule, plan.library), ""),
        missing=tuple(
            dict.fromkeys(_missing(path, printer) for path in sorted(planned.needs or planned.stuck))
        ),
    )


def _who(planned: PlannedRule, printer: Printer, row: str) -> str:
    if planned.rule.who == planned.rule.item:
        return row
    return printer.company() if planned.rule.who == COMPANY else planned.rule.who


def _missing(path: str, printer: Printer) -> str:
    return f"{printer.label(path)} ({printer.owner(path)} vet)"


def _paragraphs(planned: PlannedRule, plan: Plan) -> tuple[tuple[Run, ...], ...]:
    composer = Composer(plan)
    found = []
    for block in flow(planned.rule.body, plan.world, planned.items):
        if isinstance(block, FlowParagraph):
            found.append(composer.joined(block))
        elif isinstance(block, FlowItems):
            found += [merged([Run("– "), *composer.runs(said)]) for said in block.said]
    return tuple(found)


def action(found: Finding) -> tuple[Run, ...]:
    """Return what to do: the paragraph that begins "Gör så här"."""
    for runs in found.paragraphs:
        if runs and runs[0].text.startswith("Gör så här"):
            rest = runs[1:] or runs
            return (Run(rest[0].text.lstrip(), rest[0].mark, rest[0].target), *rest[1:])
    return found.paragraphs[-1] if found.paragraphs else (Run("–"),)
