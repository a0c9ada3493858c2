"""The ways through rules and concepts, and which cases and examples go each of them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from samverkansavtal.content.frontmatter import Location
from samverkansavtal.content.records import Concept, Guards, Library, Rule
from samverkansavtal.language.nodes import Items, Node
from samverkansavtal.language.values import Truth, all_of, any_of, negate
from samverkansavtal.planning.world import World
from samverkansavtal.proving.claim import Claim
from samverkansavtal.proving.noticing import named
from samverkansavtal.proving.standing import each_row
from samverkansavtal.proving.trials import Example, Trial

Test = Callable[[World, Items], Truth]
Seen = tuple[str, World, frozenset[str], Trial | None]  # who, in which world, what was looked at


@dataclass(frozen=True)
class Way:
    """One way through a rule or a concept: what happens there, and who goes it."""

    owner: Rule | Concept
    place: Location
    says: str
    test: Test
    exception: bool = False
    by: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.owner.each}.{self.owner.id}" if _is_field(self.owner) else self.owner.id


def _is_field(owner: Rule | Concept) -> bool:
    return isinstance(owner, Concept) and bool(owner.each)


def ways(library: Library) -> Iterator[Way]:
    """Yield every way through the library's rules and concepts."""
    for rule in library.rules.values():
        yield from _stops(rule, rule.when)
        yield from _hits(rule)
    for concept in library.concepts.values():
        yield from _stops(concept, concept.when)
        yield from _concept(concept)


def _stops(owner: Rule | Concept, guards: Guards) -> Iterator[Way]:
    """Yield the ways out: each line of a `when` as the first that does not hold."""
    for place, guard in enumerate(guards):
        yield Way(owner, ("when", place), f"faller på ”{guard.source}”", _first_to_fail(guards, place))


def _first_to_fail(guards: Guards, place: int) -> Test:
    def test(world: World, items: Items) -> Truth:
        failing = negate(guards[place].node.evaluate(world, items))
        return all_of((world.holds(guards[:place], items), failing))

    return test


def _hits(rule: Rule) -> Iterator[Way]:
    if not rule.note_when or rule.severity == "note":
        yield Way(rule, ("when",), "slår till", lambda world, items: world.holds(rule.when, items))
        return
    for mild, says in ((False, "slår till"), (True, "slår till, men bara som en upplysning")):
        yield Way(rule, ("note_when",), says, _hit(rule, mild))


def _hit(rule: Rule, mild: bool) -> Test:
    def test(world: World, items: Items) -> Truth:
        milder = world.holds(rule.note_when, items)
        return all_of((world.holds(rule.when, items), milder if mild else negate(milder)))

    return test


def _concept(concept: Concept) -> Iterator[Way]:
    if concept.when:
        yield Way(concept, ("when",), "gäller", _applies(concept))
    for index, way in enumerate(concept.unless):
        says = f"undantaget ”{way.id}” gäller"
        yield Way(concept, ("unless", index), says, _holds((*concept.when, *way.when)), exception=True)
    for index, sign in enumerate(concept.count):
        yield Way(concept, ("count", index), f"räknar ”{sign.source}”", _holds((sign,)))
        says = f"räknar inte ”{sign.source}”"
        yield Way(concept, ("count", index), says, _first_to_fail((sign,), 0))
    for index in range(len(concept.values)):
        yield Way(concept, ("values", index), f"räknar enligt belopp {index + 1}", _amount(concept, index))


def _holds(guards: Guards) -> Test:
    return lambda world, items: world.holds(guards, items)


def _applies(concept: Concept) -> Test:
    def test(world: World, items: Items) -> Truth:
        out = any_of(world.holds(way.when, items) for way in concept.unless)
        return all_of((world.holds(concept.when, items), negate(out)))

    return test


def _amount(concept: Concept, index: int) -> Test:
    def test(world: World, items: Items) -> Truth:
        before = [negate(world.holds(amount.when, items)) for amount in concept.values[:index]]
        return all_of((*before, world.holds(concept.values[index].when, items)))

    return test


def gone(library: Library, trials: Iterable[Trial], examples: Iterable[Example]) -> tuple[Way, ...]:
    """Return every way with the cases and examples that go it."""
    worlds: list[Seen] = [(named(t), t.world, t.looked_at, t) for t in trials]
    worlds += [(e.name, e.plan.world, e.plan.world.looked_at(), None) for e in examples]
    return tuple(replace(way, by=tuple(_by(way, worlds))) for way in ways(library))


def _by(way: Way, worlds: list[Seen]) -> Iterator[str]:
    for name, world, looked_at, trial in worlds:
        if trial is not None and trial.owner is way.owner:
            if way.test(world, trial.items) is True:
                yield name
        elif (trial is None or way.name in looked_at) and _some(way, world):
            yield name


def _some(way: Way, world: World) -> bool:
    return each_row(way.owner, world, lambda items: way.test(world, items)) is True


def never(way: Way) -> Claim:
    """Return the claim that some answers go *way*."""
    owner = way.owner
    rows = (owner.each,) if owner.each else ()

    def goal(world: World) -> Truth:
        return each_row(owner, world, lambda items: way.test(world, items))

    return Claim("", owner.record, way.place, way.says, goal, tuple(_nodes(owner)), frozenset(rows), rows)


def _nodes(owner: Rule | Concept) -> Iterator[Node]:
    guards = [*owner.when]
    if isinstance(owner, Rule):
        guards += owner.note_when
    else:
        guards += [*owner.count, *(guard for way in owner.unless for guard in way.when)]
        guards += [guard for amount in owner.values for guard in amount.when]
    return (guard.node for guard in guards)
