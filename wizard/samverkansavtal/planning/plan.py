"""Everything that follows from the answers so far, as one frozen object."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Library, Part, Provision, Question, Rule, Severity, Variant
from samverkansavtal.language.nodes import Items
from samverkansavtal.language.values import NOTHING, Row, Truth, Unknown, Value
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.texts import DECISIONS, REFERENCES, needs_of, table_needs
from samverkansavtal.planning.world import World

Standing = Literal["in", "out", "undecided"]
State = Literal["fires", "clear", "open"]


class PlannedProvision(NamedTuple):
    """A provision (for one row when it stands once a row): whether it stands, and with which texts."""

    provision: Provision
    row: Row | None
    standing: Standing
    variants: tuple[Variant, ...]  # the chosen one, or every possible one
    why: tuple[tuple[str, Truth], ...]  # each line of `when` with its outcome

    @property
    def items(self) -> Items:
        return {self.provision.item: self.row} if self.row else {}

    @property
    def undecided(self) -> bool:
        """Whether it is not known that it stands, or with which text."""
        return self.standing == "undecided" or (self.standing == "in" and len(self.variants) != 1)


class PlannedRule(NamedTuple):
    """A rule (for one row): its state, what would decide it, and how serious it is here."""

    rule: Rule
    row: Row | None
    state: State
    severity: Severity
    needs: frozenset[str]
    stuck: frozenset[str]
    why: tuple[tuple[str, Truth], ...]

    @property
    def items(self) -> Items:
        return {self.rule.item: self.row} if self.row else {}

    @property
    def id(self) -> str:
        return f"{self.rule.id}@{self.row.key}" if self.row else self.rule.id


@dataclass(frozen=True)
class Plan:
    """What the answers lead to."""

    library: Library
    answers: Answers
    day: date
    world: World
    provisions: tuple[PlannedProvision, ...]
    rules: tuple[PlannedRule, ...]
    needs: tuple[str, ...]  # paths still to be answered, in authored order
    pulled_by: dict[str, tuple[str, ...]] = field(default_factory=dict)  # path → what needs it

    @property
    def dormant(self) -> tuple[str, ...]:
        """Answers that no longer matter; they come back when they apply again."""
        return tuple(sorted(self.answers.values.keys() - self.world.seen))

    def fired(self, severity: Severity) -> tuple[PlannedRule, ...]:
        """Return the findings of one severity."""
        return tuple(rule for rule in self.rules if rule.state == "fires" and rule.severity == severity)

    def undecidable(self) -> tuple[PlannedRule, ...]:
        """Return the rules that no question can settle any more."""
        return tuple(rule for rule in self.rules if rule.state == "open" and not rule.needs and rule.stuck)

    def standing(self, provision: str) -> bool:
        """Return whether a provision stands, or may come to stand."""
        return any(p.provision.id == provision and p.standing != "out" for p in self.provisions)

    def waiting(self, timing: str) -> tuple[str, ...]:
        """Return the needs whose question is asked `now` or may wait (`later`)."""
        return tuple(path for path in self.needs if self.question(path).timing == timing)

    def next(self, timing: str = "now") -> str | None:
        """Return the path to ask about next; what was skipped comes last."""
        waiting = self.waiting(timing)
        fresh = [path for path in waiting if path not in self.answers.skipped]
        return next(iter(fresh or waiting), None)

    def question(self, path: str) -> Question:
        """Return the question behind a needed path."""
        question = self.library.question(path)
        assert question is not None, path
        return question

    def part(self, path: str) -> Part:
        """Return the part of the questionnaire that *path* belongs to."""
        return self.library.parts[self.question(path).order[0]]


def plan(library: Library, answers: Answers, day: date) -> Plan:
    """Return what follows from *answers*; *day* is the draft's day, never the clock's."""
    world = World(library, answers)
    pulled: dict[str, list[str]] = {}
    provisions = tuple(_provisions(library, world, pulled))
    world.assume(EFFECTS, _effects(provisions))
    rules = tuple(_rules(library, world, pulled))
    head = needs_of(library.model.document, library, world, {}) | table_needs(REFERENCES, library, world, {})
    _pull(pulled, head, "avtalets första sida")
    table_needs(
        DECISIONS, library, world, {}
    )  # what a sheet brought back is in use, though nothing asks for it
    value = world.fact(library.report.value)
    _pull(pulled, value.needs if isinstance(value, Unknown) else NOTHING, "värdet i riskrapporten")
    order = sorted(pulled, key=lambda path: place(library, answers, path))
    return Plan(
        library,
        answers,
        day,
        world,
        provisions,
        rules,
        tuple(order),
        {p: tuple(w) for p, w in pulled.items()},
    )


def place(library: Library, answers: Answers, path: str) -> tuple[int, int, int, int]:
    """Return where *path* stands in the questionnaire: part, question, row, field."""
    question = library.question(path)
    if question is None:
        return (999, 0, 0, 0)
    part, number, position = question.order
    if path.endswith(".+"):
        return (part, number, len(answers.keys(question.fact)), 0)
    if question.list:
        keys = answers.keys(question.list)
        key = path.split(".")[1]
        return (part, number, keys.index(key) if key in keys else len(keys), position)
    return (part, number, 0, 0)


def _pull(pulled: dict[str, list[str]], needs: frozenset[str], goal: str) -> None:
    for path in needs:
        pulled.setdefault(path, []).append(goal)


def _rows(name: str, world: World) -> tuple[tuple[Row | None, ...], frozenset[str]]:
    """Return the rows an `each` runs over (one None without `each`), and what would tell of more."""
    if not name:
        return (None,), NOTHING
    rows, more = world.rows(name)
    return rows, more.needs if more else NOTHING


def _provisions(library: Library, world: World, pulled: dict[str, list[str]]) -> Iterator[PlannedProvision]:
    for name in library.model.provisions():
        provision = library.provisions[name]
        rows, more = _rows(provision.each, world)
        _pull(pulled, more, name)
        for row in rows:
            planned, stands, doubts = _planned(provision, row, world)
            if stands is not False:
                _pull(pulled, _provision_needs(planned, stands, doubts, library, world), name)
            yield planned


def planned_provision(provision: Provision, row: Row | None, world: World) -> PlannedProvision:
    """Return whether a provision stands, for one row where it stands once a row, and with which texts."""
    return _planned(provision, row, world)[0]


def _planned(
    provision: Provision, row: Row | None, world: World
) -> tuple[PlannedProvision, Truth, list[Unknown]]:
    items: Items = {provision.item: row} if row else {}
    why, stands = world.trace(provision.when, items)
    if stands is False:
        return PlannedProvision(provision, row, "out", (), why), stands, []
    variants, doubts = _variants(provision, world, items)
    standing: Standing = "in" if stands is True else "undecided"
    return PlannedProvision(provision, row, standing, variants, why), stands, doubts


def _variants(provision: Provision, world: World, items: Items) -> tuple[tuple[Variant, ...], list[Unknown]]:
    possible, doubts = [], []
    for variant in provision.variants:
        applies = world.holds(variant.when, items)
        if applies is True:
            return (variant,), []
        if isinstance(applies, Unknown):
            possible.append(variant)
            doubts.append(applies)
    return tuple(possible), doubts


def _provision_needs(
    planned: PlannedProvision, stands: Truth, doubts: list[Unknown], library: Library, world: World
) -> frozenset[str]:
    """Return what an included provision needs: its guards, and what every still possible text says."""
    if isinstance(stands, Unknown):
        return stands.needs
    texts = (needs_of(variant.asking, library, world, planned.items) for variant in planned.variants)
    return NOTHING.union(*(doubt.needs for doubt in doubts), *texts)


def _effects(provisions: tuple[PlannedProvision, ...]) -> Value:
    """Return the legal effects that the drafted text creates."""
    found: set[str] = set()
    for planned in provisions:
        if planned.standing != "out":
            found.update(planned.provision.creates)
            found.update(effect for variant in planned.variants for effect in variant.creates)
    return frozenset(found)


def _rules(library: Library, world: World, pulled: dict[str, list[str]]) -> Iterator[PlannedRule]:
    for rule in library.rules.values():
        rows, more = _rows(rule.each, world)
        if rule.asks:
            _pull(pulled, more, rule.id)
        for row in rows:
            planned = judge(rule, row, world)
            if rule.asks:
                _pull(pulled, planned.needs, rule.id)
            yield planned


def judge(rule: Rule, row: Row | None, world: World) -> PlannedRule:
    """Return the state of one rule, for one row where it speaks of rows."""
    items: Items = {rule.item: row} if row else {}
    why, result = world.trace(rule.when, items)
    if result is False:
        return PlannedRule(rule, row, "clear", rule.severity, NOTHING, NOTHING, why)
    mild = bool(rule.note_when) and world.holds(rule.note_when, items) is True
    severity: Severity = "note" if mild else rule.severity
    if isinstance(result, Unknown):
        return PlannedRule(rule, row, "open", severity, result.needs, result.stuck, why)
    return PlannedRule(rule, row, "fires", severity, NOTHING, NOTHING, why)
