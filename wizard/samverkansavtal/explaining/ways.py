"""The smallest changes that would settle a finding, and what each of them would newly cause.

Only choices are tried, never facts, and never a choice whose question says that it is no way out. What
moves the direction itself is no way out either: another word for a purchase does not make it less of one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, islice, product

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Library
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.direction import outcome
from samverkansavtal.explaining.finding import SHORT
from samverkansavtal.explaining.levers import Lever, OtherText, levers, other_texts, said, support
from samverkansavtal.explaining.naming import with_facts
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Value
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import Plan, PlannedRule, judge, plan
from samverkansavtal.planning.world import World

SEVERITIES = ("note", "complete", "assess", "stop")
MOST_CHANGES = 3
MOST_TRIED = 2_000  # answers weighed against the one rule
MOST_PLANNED = 24  # of those that settle it, followed to the end
MOST_SHOWN = 5
Changes = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that is made otherwise: what is chosen, and what it was."""

    path: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Caused:
    """What else a change leads to."""

    findings: tuple[str, ...]
    settled: tuple[str, ...]
    questions: tuple[str, ...]
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    rewritten: tuple[str, ...]


@dataclass(frozen=True)
class Way:
    """One way to settle a finding: answers to choose otherwise, or a provision to add or take out."""

    changes: tuple[Change, ...]
    provision: str
    caused: Caused


def ways(planned: PlannedRule, now: Plan) -> tuple[Way, ...]:
    """Return the smallest ways to settle a finding, the one that causes least first."""
    printer = Printer(now.library, now.world)
    found = [
        Way(_changes(changes, now, printer), "", caused(planned, now, after))
        for changes, after in _settling(planned, now)
    ]
    found += [Way((), _named(text), caused(planned, now, after)) for text, after in _texts(planned, now)]
    found.sort(key=lambda way: (len(way.changes), len(way.caused.findings), len(way.caused.questions)))
    return tuple(found[:MOST_SHOWN])


def _settling(planned: PlannedRule, now: Plan) -> Iterator[tuple[Changes, Plan]]:
    for changes in islice(_smallest(planned, now), MOST_PLANNED):
        after = plan(now.library, _with(changes, now.answers), now.day)
        if _is_way_out(planned, now, after):
            yield changes, after


def _smallest(planned: PlannedRule, now: Plan) -> Iterator[Changes]:
    """Yield sets of changes that settle the rule, of which none can be left out."""
    known = levers(planned.rule, now)
    by_text = EFFECTS in support(planned.rule, now.library)
    most = MOST_PLANNED if by_text else MOST_TRIED
    found: list[Changes] = []
    tried = 0
    for size in range(1, MOST_CHANGES + 1):
        for changes in _sets(known, size):
            if any(set(smaller) <= set(changes) for smaller in found):
                continue
            tried += 1
            if tried > most:
                return
            if _settles(planned, now, _with(changes, now.answers), by_text):
                found.append(changes)
                yield changes


def _sets(known: tuple[Lever, ...], size: int) -> Iterator[Changes]:
    for chosen in combinations(known, size):
        for values in product(*(lever.values for lever in chosen)):
            yield tuple((lever.path, value) for lever, value in zip(chosen, values, strict=True))


def _with(changes: Changes, answers: Answers) -> Answers:
    for path, value in changes:
        answers = answers.put(path, value)
    return answers


def _settles(planned: PlannedRule, now: Plan, answers: Answers, by_text: bool) -> bool:
    """Return whether the one rule has nothing to say about *answers*; one that reads the text needs it whole."""
    world = plan(now.library, answers, now.day).world if by_text else World(now.library, answers)
    return _calm(planned, judge(planned.rule, planned.row, world))


def _calm(before: PlannedRule, after: PlannedRule) -> bool:
    return after.state == "clear" or (after.state == "fires" and after.severity == "note" != before.severity)


def _is_way_out(planned: PlannedRule, now: Plan, after: Plan) -> bool:
    """Return whether *after* settles the finding, points the same way and holds nothing as serious that is new."""
    same = [one for one in after.rules if one.id == planned.id]
    if not all(_calm(planned, one) for one in same) or outcome(after).id != outcome(now).id:
        return False
    if contradictions(after.library, after.answers) != contradictions(now.library, now.answers):
        return False
    rank = SEVERITIES.index(planned.severity)
    return not any(SEVERITIES.index(one.severity) >= rank for one in _new(now, after))


def _new(now: Plan, after: Plan) -> list[PlannedRule]:
    """Return the findings, and the stops nobody can rule out, that *after* has and *now* has not."""
    before = {one.id for one in _held(now)}
    return [one for one in _held(after) if one.id not in before]


def _held(found: Plan) -> list[PlannedRule]:
    fired = [one for one in found.rules if one.state == "fires" and one.severity != "note"]
    return fired + [one for one in found.undecidable() if one.severity != "note"]


def _texts(planned: PlannedRule, now: Plan) -> Iterator[tuple[OtherText, Plan]]:
    for text in other_texts(planned.rule, now):
        after = plan(text.library, now.answers, now.day)
        if _is_way_out(planned, now, after):
            yield text, after


def _changes(changes: Changes, now: Plan, printer: Printer) -> tuple[Change, ...]:
    told = []
    for path, value in changes:
        after = said(value, path, printer)
        told.append(Change(path, printer.label(path), printer.answer(path), after))
    return tuple(told)


def _named(text: OtherText) -> str:
    word = "Ta med" if text.added else "Ta bort"
    return f"{word} bestämmelsen ”{text.provision.title}” ({text.provision.id})"


def caused(planned: PlannedRule, now: Plan, after: Plan) -> Caused:
    """Return what else *after* has that *now* has not, and the other way round."""
    before, later = _standing(now), _standing(after)
    printer = Printer(after.library, after.world)
    questions = [path for path in after.needs if path not in now.needs]
    return Caused(
        findings=tuple(_finding(one, after) for one in _new(now, after)),
        settled=tuple(_finding(one, now) for one in _new(after, now) if one.id != planned.id),
        questions=tuple(dict.fromkeys(swedish.capital(printer.label(path)) for path in questions)),
        comes=_titles(later.keys() - before.keys(), after.library),
        goes=_titles(before.keys() - later.keys(), now.library),
        rewritten=_titles(
            {name for name in before.keys() & later.keys() if before[name] != later[name]}, now.library
        ),
    )


def _standing(found: Plan) -> dict[str, tuple[str, ...]]:
    """Return the provisions that stand, each with its texts."""
    texts: dict[str, tuple[str, ...]] = {}
    for one in found.provisions:
        if one.standing == "in":
            texts[one.provision.id] = (*texts.get(one.provision.id, ()), *(v.id for v in one.variants))
    return texts


def _titles(names: Iterable[str], library: Library) -> tuple[str, ...]:
    return tuple(f"{library.provisions[name].title} ({name})" for name in sorted(names))


def _finding(planned: PlannedRule, found: Plan) -> str:
    row = Printer(found.library, found.world).row_name(planned.row) if planned.row else ""
    named = f"{row}: {planned.rule.title}" if row else planned.rule.title
    return f"{SHORT[planned.severity]}: {with_facts(named, planned.rule.nr)}"
