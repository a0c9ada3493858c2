"""Why a provision stands in the agreement, in words for those who have answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from samverkansavtal.content.records import Guard
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.behind import Behind, behind
from samverkansavtal.language.values import Unknown, truth
from samverkansavtal.planning.plan import Plan, PlannedProvision

ALWAYS = "Bestämmelsen står i alla avtal av det här slaget"
STANDS = "Bestämmelsen står här på grund av era svar"
UNDECIDED = "Det är inte avgjort om bestämmelsen ska stå i avtalet"


@dataclass(frozen=True, slots=True)
class Because:
    """What is so, and the answers that bear it out."""

    claim: str
    answers: tuple[Behind, ...] = ()
    settled: bool = True  # False: the answers are those that will decide it

    @property
    def sentence(self) -> str:
        if not self.answers:
            return f"{self.claim}."
        return f"{self.claim}:" if self.settled else f"{self.claim}. Det avgörs av:"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a provision stands and why it reads as it does; what it is for; the law it leans on."""

    title: str
    purpose: str
    because: tuple[Because, ...]
    law: tuple[str, ...]


def reason(planned: PlannedProvision, plan: Plan, printer: Printer) -> Reason:
    """Return why *planned* stands."""
    provision = planned.provision
    stands = Because(ALWAYS)
    if planned.standing == "undecided":
        unknown = [guard for guard in provision.when if _unknown(guard, planned, plan)]
        stands = Because(UNDECIDED, _answers(unknown, planned, printer), settled=False)
    elif provision.when:
        stands = Because(STANDS, _answers(provision.when, planned, printer))
    because = (stands, *_variant(planned, plan, printer))
    return Reason(provision.title, provision.purpose, because, provision.law)


def _variant(planned: PlannedProvision, plan: Plan, printer: Printer) -> tuple[Because, ...]:
    """Return why the text reads as it does, where there are several to choose from."""
    texts, possible = len(planned.provision.variants), planned.variants
    if texts == 1:
        return ()
    if len(possible) == 1:
        chosen = _answers(possible[0].when, planned, printer)
        return (Because(f"Den finns i {texts} lydelser. Den här valdes efter era svar", chosen),)
    unknown = [guard for text in possible for guard in text.when if _unknown(guard, planned, plan)]
    said = f"Den finns i {texts} lydelser, och {len(possible)} av dem är möjliga"
    return (Because(said, _answers(unknown, planned, printer), settled=False),)


def _unknown(guard: Guard, planned: PlannedProvision, plan: Plan) -> bool:
    return isinstance(truth(guard.node.evaluate(plan.world, planned.items)), Unknown)


def _answers(guards: Iterable[Guard], planned: PlannedProvision, printer: Printer) -> tuple[Behind, ...]:
    """Return the answers behind each of *guards*, every answer once."""
    found = (one for guard in guards for one in behind((guard,), planned.items, printer))
    return tuple(dict.fromkeys(found))
