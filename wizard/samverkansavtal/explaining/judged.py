"""Judgements that still stand: those whose answers are as they were."""

import hashlib

from samverkansavtal.drafting.status import OWN_MODEL
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.behind import behind
from samverkansavtal.explaining.naming import title_of
from samverkansavtal.planning.plan import Plan, PlannedRule
from samverkansavtal.storing.answer_file import Judgement


def rests_on(planned: PlannedRule, plan: Plan) -> str:
    """Return a fingerprint of the answers behind a finding."""
    printer = Printer(plan.library, plan.world)
    answers = behind(planned.rule.when, planned.items, printer)
    told = [f"{one.path}={one.answer}" for one in answers]
    rows = [f"{path}={printer.answer(path)}" for path in sorted(plan.answers.values) if "." in path]
    return hashlib.sha256("\n".join([*told, *rows]).encode()).hexdigest()[:16]


def still_standing(
    judgements: tuple[Judgement, ...], plan: Plan
) -> tuple[tuple[Judgement, ...], tuple[str, ...]]:
    """Return the judgements whose answers are unchanged, and a sentence for each that has fallen."""
    by_id = {planned.id: planned for planned in plan.rules}
    kept, fallen = [], []
    for judgement in judgements:
        if judgement.rule == OWN_MODEL and judgement.answers == plan.library.fingerprint:
            kept.append(judgement)
            continue
        planned = by_id.get(judgement.rule)
        if planned is not None and rests_on(planned, plan) == judgement.answers:
            kept.append(judgement)
        else:
            fallen.append(
                f"Bedömningen av ”{_title(judgement.rule, plan)}” ({judgement.name}) gäller inte längre: "
                "det den byggde på har ändrats."
            )
    return tuple(kept), tuple(fallen)


def _title(rule: str, plan: Plan) -> str:
    return "Texterna i er egen modell" if rule == OWN_MODEL else title_of(rule, plan.library)
