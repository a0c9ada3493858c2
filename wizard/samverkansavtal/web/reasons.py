"""Why a provision stands in the agreement, in words for those who have answered."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverkansavtal.content.records import Guards
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.behind import Behind, behind
from samverkansavtal.language.values import Truth, Unknown, truth
from samverkansavtal.planning.plan import Plan, PlannedProvision

STANDS = {
    "in": "Bestämmelsen står i avtalet med era svar.",
    "undecided": "Det är inte avgjort om bestämmelsen ska stå i avtalet.",
}
ALWAYS = "Bestämmelsen står i alla avtal av det här slaget."
OUTCOMES = {True: "Stämmer", False: "Stämmer inte", None: "Inte känt än"}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: how it came out, and the answers it rests on."""

    outcome: str
    answers: tuple[Behind, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a provision stands, why it reads as it does, and on what law it leans."""

    title: str
    sentences: tuple[str, ...]
    conditions: tuple[Condition, ...]
    variant: str  # a sentence about which text was chosen, "" when there is only one
    chosen_by: tuple[Condition, ...]
    law: tuple[str, ...]


def reason(planned: PlannedProvision, plan: Plan, printer: Printer) -> Reason:
    """Return why *planned* stands."""
    provision = planned.provision
    always = not provision.when and planned.standing == "in"
    chosen = planned.variants[0].when if len(planned.variants) == 1 else ()
    return Reason(
        title=provision.title,
        sentences=(ALWAYS if always else STANDS[planned.standing], provision.purpose),
        conditions=tuple(_conditions(provision.when, planned, plan, printer)),
        variant=_variant(planned),
        chosen_by=tuple(_conditions(chosen, planned, plan, printer)),
        law=provision.law,
    )


def _variant(planned: PlannedProvision) -> str:
    texts, possible = len(planned.provision.variants), len(planned.variants)
    if texts == 1:
        return ""
    if possible == 1:
        return f"Bestämmelsen finns i {texts} lydelser. Den här valdes efter era svar."
    return (
        f"Bestämmelsen finns i {texts} lydelser. {possible} av dem är möjliga tills fler frågor är besvarade."
    )


def _conditions(
    guards: Guards, planned: PlannedProvision, plan: Plan, printer: Printer
) -> Iterator[Condition]:
    """Yield the conditions, those that rest on the same answers told once."""
    told: set[Condition] = set()
    for guard in guards:
        outcome = _outcome(truth(guard.node.evaluate(plan.world, planned.items)))
        one = Condition(outcome, behind((guard,), planned.items, printer))
        if one not in told:
            told.add(one)
            yield one


def _outcome(result: Truth) -> str:
    return OUTCOMES[None if isinstance(result, Unknown) else result]
