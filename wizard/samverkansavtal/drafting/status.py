"""How far a document has come, and when a stamp says that it may not be signed."""

from collections.abc import Iterable
from dataclasses import dataclass

from samverkansavtal.drafting.tree import Status
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.planning.plan import Plan, PlannedRule

TO_SETTLE = ("stop", "assess", "complete")
OWN_MODEL = "egen-modell"  # what a judgement of an own model's texts is about
MOST = 2  # titles in a stamp; the report has them all


@dataclass(frozen=True)
class Standing:
    """The document's status and stamp, with the findings and answers that hold it back."""

    status: Status
    stamp: str
    stops: tuple[PlannedRule, ...]
    doubts: tuple[PlannedRule, ...]  # stops that cannot be ruled out
    missing: tuple[str, ...]  # paths without an answer


def standing(plan: Plan, judged: Iterable[str] = ()) -> Standing:
    """Return the document's standing; *judged* are findings someone with a mandate has decided otherwise on.

    A proposal may go to the board with something left to assess: the decision is where it is assessed.
    What only needs an answer or a correction by then must be done first.
    """
    settled = set(judged)
    fired = [rule for rule in plan.rules if rule.state == "fires" and rule.id not in settled]
    stops = tuple(rule for rule in fired if rule.severity == "stop")
    doubts = tuple(rule for rule in plan.undecidable() if rule.severity == "stop")
    holding = [rule for rule in fired if rule.severity in TO_SETTLE]
    unsure = tuple(rule for rule in plan.undecidable() if rule.severity in TO_SETTLE)
    missing = (*plan.needs, *sorted(_not_known(plan)))
    altered = own_model(plan) and OWN_MODEL not in settled
    if plan.waiting("now") or any(_before_proposal(rule) for rule in holding):
        status = Status.WORKING
    elif missing or holding or unsure or altered:
        status = Status.PROPOSAL
    else:
        status = Status.SIGNING
    return Standing(status, stamp(stops, doubts), stops, doubts, missing)


def own_model(plan: Plan) -> str:
    """Return what the user's own model has changed and left out, "" when it has done neither."""
    said = []
    for word, names in (("ändrat", plan.library.own), ("tagit bort", plan.library.dropped)):
        titles = [plan.library.provisions[name].title for name in names]
        if titles:
            said.append(f"{word} {', '.join(f'”{title}”' for title in titles)}")
    return f"Er egen modell har {' och '.join(said)}. Ingen regel har läst er text." if said else ""


def _before_proposal(planned: PlannedRule) -> bool:
    return planned.rule.stage == "decision" and planned.severity in ("stop", "complete")


def stamp(stops: tuple[PlannedRule, ...], doubts: tuple[PlannedRule, ...]) -> str:
    """Return the sentence on the first page, or "" where nothing stops the signing."""
    if stops:
        return f"UTKAST – får inte undertecknas: {_titles(stops)}. Se riskrapporten."
    if doubts:
        return (
            f"UTKAST – får inte undertecknas än. Det kan inte uteslutas: {_titles(doubts)}. Se riskrapporten."
        )
    return ""


def _titles(rules: tuple[PlannedRule, ...]) -> str:
    titles = list(dict.fromkeys(rule.rule.title.rstrip(".") for rule in rules))
    more = f" och {len(titles) - MOST} till" if len(titles) > MOST else ""
    return "; ".join(titles[:MOST]) + more


def _not_known(plan: Plan) -> set[str]:
    return {
        path
        for path, answer in plan.answers.values.items()
        if isinstance(answer, NotKnown) and path in plan.world.seen
    }
