"""Which open question settles most: what waits for its answer, the most serious first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverkansavtal.content.records import Question, Severity
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.finding import SHORT
from samverkansavtal.explaining.looking import apart
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Value
from samverkansavtal.planning.plan import Plan, plan

SEVERITIES: tuple[Severity, ...] = ("stop", "assess", "complete", "note")
MOST_TRIED = 15  # questions of which every answer is tried


@dataclass(frozen=True, slots=True)
class Weight:
    """One open question: who knows, what waits for it, and how much any answer would settle.

    `least` and `most` count rules and provisions; both 0 where an answer cannot be tried.
    """

    path: str
    ask: str
    who: str
    severity: Severity | None  # the worst a waiting rule can turn out to be
    rules: tuple[str, ...]
    provisions: tuple[str, ...]
    least: int = 0
    most: int = 0


def which(now: Plan) -> tuple[Weight, ...]:
    """Return the open questions, the one that most serious things wait for first."""
    now = apart(now)
    printer = Printer(now.library, now.world)
    found = sorted((_weight(path, now, printer) for path in now.needs), key=_rank)
    tried = [_tried(weight, now) for weight in found[:MOST_TRIED]]
    return (*tried, *found[MOST_TRIED:])


def _rank(weight: Weight) -> tuple[int, int, int]:
    worst = SEVERITIES.index(weight.severity) if weight.severity else len(SEVERITIES)
    return worst, -len(weight.rules), -len(weight.provisions)


def _weight(path: str, now: Plan, printer: Printer) -> Weight:
    question = now.question(path)
    waiting = [one for one in now.rules if one.state == "open" and path in one.needs]
    goals = [name for name in now.pulled_by.get(path, ()) if name in now.library.provisions]
    severities = [one.severity for one in waiting]
    return Weight(
        path,
        question.more
        if path.endswith(".+") and now.answers.keys(question.fact)
        else _ask(path, question, printer),
        swedish.capital(printer.owner(path)),
        min(severities, key=SEVERITIES.index, default=None),
        tuple(dict.fromkeys(one.rule.title for one in waiting)),
        tuple(dict.fromkeys(now.library.provisions[name].title for name in goals)),
    )


def _ask(path: str, question: Question, printer: Printer) -> str:
    """Return the question, with its row where it has one."""
    if path.count(".") < 2:
        return question.ask
    return f"{question.ask} ({swedish.capital(printer.label(path))})"


def _tried(weight: Weight, now: Plan) -> Weight:
    """Return *weight* with how much the least and the most telling answer would settle."""
    open_now = _open(now)
    after = [plan(now.library, now.answers.put(weight.path, v), now.day) for v in _answers(weight.path, now)]
    settled = [len(open_now - _open(one)) for one in after]
    return replace(weight, least=min(settled), most=max(settled)) if settled else weight


def _answers(path: str, now: Plan) -> Iterator[Value]:
    question = now.question(path)
    if path.endswith(".+"):
        return
    if question.input == "yesno":
        yield from (True, False)
    elif question.input == "choice":
        yield from (choice.id for choice in question.choices)
    elif question.input == "choices" and (question.least or 0) <= 1:
        yield from (frozenset((choice.id,)) for choice in question.choices)


def _open(found: Plan) -> set[tuple[str, str]]:
    """Return the rules and provisions that are not decided."""
    rules = {("rule", one.id) for one in found.rules if one.state == "open"}
    return rules | {("provision", one.provision.id) for one in found.provisions if one.undecided}


def as_lines(weights: tuple[Weight, ...]) -> Iterator[str]:
    """Yield the questions, numbered, with what waits for each."""
    if not weights:
        yield "Inga frågor är öppna."
    for number, weight in enumerate(weights, 1):
        yield f"{number}. {weight.ask} {weight.who} vet."
        yield f"   {_waiting(weight)}"


def _waiting(weight: Weight) -> str:
    worst = f"{SHORT[weight.severity]} som värst. " if weight.severity else ""
    counts = ((len(weight.rules), "regel", "regler"), (len(weight.provisions), "bestämmelse", "bestämmelser"))
    waiting = swedish.listing([swedish.counted(*count) for count in counts if count[0]])
    said = f"{worst}{swedish.capital(waiting or 'Avtalets text')} väntar på svaret."
    if weight.most == 0:
        return said
    span = str(weight.least) if weight.least == weight.most else f"{weight.least}–{weight.most}"
    return f"{said} Svaret avgör direkt {span} regler och bestämmelser."
