"""Claims that nothing is dead: for every text, rule, concept and question some answers bring it to life."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from samverkansavtal.content.body import For, If
from samverkansavtal.content.records import Concept, Guards, Library, Provision, Question, Rule
from samverkansavtal.language.nodes import Items, Node
from samverkansavtal.language.values import Truth, all_of, any_of, negate
from samverkansavtal.planning.world import World
from samverkansavtal.proving.cases import case_states
from samverkansavtal.proving.claim import Claim, Goal, Place
from samverkansavtal.proving.standing import Spot, each_row, inside, lists_of, reading, some_row, spots

PROVISION = "”{}” kan aldrig stå med; ändra when eller ta bort bestämmelsen"
VARIANT = "varianten ”{}” kan aldrig väljas; ändra when eller ta bort den"
BLOCK = "det som står här kan aldrig komma med; ändra villkoret eller ta bort det"
RULE = "regeln ”{}” kan aldrig slå till; ändra when eller ta bort regeln"
MILDER = "note_when i ”{}” kan aldrig gälla när regeln slår till; ändra eller ta bort det"
CONCEPT = "begreppet ”{}” kan aldrig gälla; ändra when eller ta bort begreppet"
WAY_OUT = "undantaget ”{}” kan aldrig gälla; ändra when eller ta bort det"
AMOUNT = "det {}:a beloppet i ”{}” kan aldrig gälla; ändra when eller ta bort det"
SIGN = "tecknet ”{}” kan aldrig gälla; ändra eller ta bort det"
QUESTION = "frågan ”{}” kan aldrig ställas; ändra when eller ta bort frågan"


def living_claims(library: Library) -> Iterator[Claim]:
    """Yield a claim for everything that must be possible."""
    for name in dict.fromkeys(library.model.provisions()):
        yield from _provision(library.provisions[name])
    for rule in library.rules.values():
        yield from _rule(library, rule)
    for concept in library.concepts.values():
        yield from _concept(concept)
    for question in library.questions.values():
        if question.when:
            yield _question(library, question, question.when)


def _provision(provision: Provision) -> Iterator[Claim]:
    if provision.when or provision.each:
        yield _of_text(provision, provision.when, (), "SA301", ("when",), PROVISION.format(provision.id))
    for index, variant in enumerate(provision.variants):
        guards = (*provision.when, *variant.when)
        if variant.when:
            place = ("variants", index, "when")
            yield _of_text(provision, guards, (), "SA302", place, VARIANT.format(variant.id))
        for spot in spots(variant.body):
            if isinstance(spot.node, If | For):
                yield _block(provision, guards, spot)


def _block(provision: Provision, guards: Guards, spot: Spot) -> Claim:
    assert isinstance(spot.node, If | For)
    blocks = (*spot.blocks, spot.node)
    return _of_text(provision, guards, blocks, "SA312", spot.node.line, BLOCK)


def _of_text(
    provision: Provision, guards: Guards, blocks: tuple[If | For, ...], code: str, place: Place, say: str
) -> Claim:
    def goal(world: World) -> Truth:
        return each_row(
            provision,
            world,
            lambda i: all_of((world.holds(guards, i), inside(blocks, world, i, lambda _: True))),
        )

    roots = (*(guard.node for guard in guards), *reading(provision, None, blocks))
    rows = lists_of(provision, blocks)
    claim = Claim(code, provision.record, place, say, goal, roots, frozenset(rows), rows, wanted=True)
    return replace(
        claim, guards=guards, only=lambda some: _of_text(provision, some, blocks, code, place, say)
    )


def _rule(library: Library, rule: Rule) -> Iterator[Claim]:
    begin = partial(case_states, library, rule)
    whole = _of_rows(rule, rule.when, "SA303", ("when",), RULE.format(rule.id))
    yield replace(whole, begin=begin)
    if rule.note_when:
        guards = (*rule.when, *rule.note_when)
        milder = _of_rows(rule, guards, "SA303", ("note_when",), MILDER.format(rule.id))
        yield replace(milder, begin=begin)


def _concept(concept: Concept) -> Iterator[Claim]:
    name = concept.id
    if concept.when:
        goal = _applies(concept)
        ways = [guard.node for way in concept.unless for guard in way.when]
        roots = (*(guard.node for guard in concept.when), *ways)
        yield _over(concept, goal, roots, "SA309", ("when",), CONCEPT.format(name))
    for index, way in enumerate(concept.unless):
        place = ("unless", index, "when")
        guards = (*concept.when, *way.when)
        yield _of_rows(concept, guards, "SA309", place, WAY_OUT.format(way.id))
    for index, sign in enumerate(concept.count):
        yield _of_rows(concept, (sign,), "SA309", ("count", index), SIGN.format(sign.source))
    for index in range(len(concept.values)):
        yield _amount(concept, index)


def _applies(concept: Concept) -> Goal:
    def holds(world: World, items: Items) -> Truth:
        ways = (world.holds(way.when, items) for way in concept.unless)
        return all_of((world.holds(concept.when, items), negate(any_of(ways))))

    return lambda world: each_row(concept, world, lambda items: holds(world, items))


def _amount(concept: Concept, index: int) -> Claim:
    """Return the claim that one way to compute an amount is taken: no earlier one applies."""
    guards = concept.values[index].when
    earlier = [amount.when for amount in concept.values[:index]]

    def taken(world: World, items: Items) -> Truth:
        before = [negate(world.holds(other, items)) for other in earlier]
        return all_of((*before, world.holds(guards, items)))

    roots = tuple(guard.node for when in (*earlier, guards) for guard in when)
    say = AMOUNT.format(index + 1, concept.id)
    place = ("values", index)
    return _over(concept, lambda w: each_row(concept, w, lambda i: taken(w, i)), roots, "SA309", place, say)


def _of_rows(owner: Rule | Concept, guards: Guards, code: str, place: Place, say: str) -> Claim:
    """Return the claim that *guards* hold, for some row where the owner speaks of rows."""

    def goal(world: World) -> Truth:
        return each_row(owner, world, lambda items: world.holds(guards, items))

    claim = _over(owner, goal, tuple(guard.node for guard in guards), code, place, say)
    return replace(claim, guards=guards, only=lambda some: _of_rows(owner, some, code, place, say))


def _over(
    owner: Rule | Concept, goal: Goal, roots: Iterable[Node], code: str, place: Place, say: str
) -> Claim:
    rows = (owner.each,) if owner.each else ()
    return Claim(code, owner.record, place, say, goal, tuple(roots), frozenset(rows), rows, wanted=True)


def _question(library: Library, question: Question, guards: Guards) -> Claim:
    part, number, field = question.order
    inner = ("fields", field - 1) if question.list else ()
    record = library.records["part", library.parts[part].id]

    def goal(world: World) -> Truth:
        if question.list:
            return some_row(question.list, question.item, world, lambda i: world.holds(guards, i))
        return world.holds(guards, {})

    roots = tuple(guard.node for guard in guards)
    rows = (question.list,) if question.list else ()
    say = QUESTION.format(question.fact)
    place = ("questions", number, *inner, "when")
    claim = Claim("SA305", record, place, say, goal, roots, frozenset(rows), rows, wanted=True)
    return replace(claim, guards=guards, only=lambda some: _question(library, question, some))
