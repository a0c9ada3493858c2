"""What would tell a mutant from the original: the claim that some answers make them come out differently."""

from collections.abc import Callable, Iterator

from samverkansavtal.content.records import Concept, Guard, Library, Provision, Question, Record, Rule
from samverkansavtal.language.nodes import Items, Node
from samverkansavtal.language.values import EMPTY, Truth, Unknown, Value, all_of
from samverkansavtal.planning.world import World
from samverkansavtal.proving.claim import Claim, Goal
from samverkansavtal.proving.mutants import Mutant, Owner
from samverkansavtal.proving.reach import concept_nodes
from samverkansavtal.proving.standing import each_row, some_row


def differ(value: Value, other: Value) -> Truth:
    """Return whether two values are different ones; what nobody can settle differs from what is known."""
    for one in (value, other):
        if isinstance(one, Unknown) and one.needs:
            return Unknown(one.needs, one.stuck)
    if isinstance(value, Unknown) or isinstance(other, Unknown):
        return not (isinstance(value, Unknown) and isinstance(other, Unknown))
    return (value is EMPTY) is not (other is EMPTY) or value != other


def apart(mutant: Mutant, library: Library) -> Claim:
    """Return the claim that some answers tell *mutant* from what *library* has."""
    before, after = original(mutant, library), mutant.record
    rows = (listed,) if (listed := _list_of(after)) else ()
    roots = (*_roots(before), *_roots(after))
    record = record_of(mutant, library)
    return Claim("", record, mutant.place, mutant.key, _goal(before, after), roots, frozenset(rows), rows)


def original(mutant: Mutant, library: Library) -> Owner:
    """Return the record that *mutant* was made from."""
    if mutant.kind == "rule":
        return library.rules[mutant.name]
    if mutant.kind == "concept":
        return library.concepts[mutant.name]
    if mutant.kind == "provision":
        return library.provisions[mutant.name]
    return library.questions[mutant.name]


def record_of(mutant: Mutant, library: Library) -> Record:
    """Return the file that *mutant* flips something in."""
    found = original(mutant, library)
    if isinstance(found, Question):
        return library.records["part", library.parts[found.order[0]].id]
    return found.record


def place_of(mutant: Mutant, library: Library) -> tuple[str | int, ...]:
    """Return where in its file the flipped thing stands."""
    found = original(mutant, library)
    if not isinstance(found, Question):
        return mutant.place
    _, number, field = found.order
    inner = ("fields", field - 1) if found.list else ()
    return ("questions", number, *inner, "when", *mutant.place)


def _goal(before: Owner, after: Owner) -> Goal:
    if isinstance(before, Question):
        return _of_question(before, after)
    tell: Callable[[World, Items], Truth]
    if isinstance(before, Rule):
        tell = _of_rule(before, after)
    elif isinstance(before, Concept):
        tell = _of_concept(before, after)
    else:
        tell = _of_provision(before, after)
    return lambda world: each_row(before, world, lambda items: tell(world, items))


def _of_rule(before: Rule, after: Owner) -> Callable[[World, Items], Truth]:
    assert isinstance(after, Rule)
    if before.when != after.when:
        return lambda world, items: differ(world.holds(before.when, items), world.holds(after.when, items))

    def milder(world: World, items: Items) -> Iterator[Truth]:
        yield world.holds(before.when, items)
        yield differ(world.holds(before.note_when, items), world.holds(after.note_when, items))

    return lambda world, items: all_of(milder(world, items))


def _of_concept(before: Concept, after: Owner) -> Callable[[World, Items], Truth]:
    assert isinstance(after, Concept)
    return lambda world, items: differ(world.worked_out(before, items), world.worked_out(after, items))


def _of_provision(before: Provision, after: Owner) -> Callable[[World, Items], Truth]:
    assert isinstance(after, Provision)
    return lambda world, items: differ(chosen(before, world, items), chosen(after, world, items))


def _of_question(before: Question, after: Owner) -> Goal:
    assert isinstance(after, Question)

    def tell(world: World, items: Items) -> Truth:
        return differ(world.holds(before.when, items), world.holds(after.when, items))

    if before.list:
        return lambda world: some_row(before.list, before.item, world, lambda items: tell(world, items))
    return lambda world: tell(world, {})


def chosen(provision: Provision, world: World, items: Items) -> Value:
    """Return the id of the text that stands, False when the provision is out, or what would settle it."""
    stands = world.holds(provision.when, items)
    if stands is not True:
        return stands
    for variant in provision.variants:
        applies = world.holds(variant.when, items)
        if applies is not False:
            return variant.id if applies is True else applies
    return ""


def _list_of(owner: Owner) -> str:
    return owner.list if isinstance(owner, Question) else owner.each


def _roots(owner: Owner) -> tuple[Node, ...]:
    if isinstance(owner, Concept):
        return tuple(concept_nodes(owner))
    guards: tuple[Guard, ...] = owner.when
    if isinstance(owner, Rule):
        guards += owner.note_when
    if isinstance(owner, Provision):
        guards += tuple(guard for variant in owner.variants for guard in variant.when)
    return tuple(guard.node for guard in guards)
