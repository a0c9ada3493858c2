"""Claims about provisions: references, requirements, variants, and what a text says of facts."""

from collections.abc import Iterator

from samverkansavtal.content.body import Hole, Item, Reference, Sentence
from samverkansavtal.content.records import Guards, Library, Provision, Question, Rule, Variant
from samverkansavtal.language.kinds import CHOICES, YESNO
from samverkansavtal.language.nodes import Arithmetic, Field, Items, Literal, Months, Name, Names, Node, Total
from samverkansavtal.language.nodes import Item as RowItem
from samverkansavtal.language.values import EMPTY, Truth, Unknown, Value, all_of
from samverkansavtal.planning.world import World
from samverkansavtal.proving.claim import Claim, certainly_not, possible
from samverkansavtal.proving.standing import (
    Blocks,
    Spot,
    drafted_row,
    each_row,
    inside,
    lists_of,
    of_blocks,
    reading,
    spots,
    stands,
)

CODES = {"punkt": "SA201", "bilaga": "SA202"}
DANGLES = "”{}” pekar på ”{}”, som inte står med; ta bort hänvisningen eller ändra when"
REQUIRES = "”{}” kräver ”{}”, som inte står med; ändra when i en av dem"
MEETS = "”{}” och ”{}” utesluter varandra men står med samtidigt; ändra when i en av dem"
OVERLAP = "”{}” har två varianter som gäller samtidigt; ändra when så att bara en gör det"
GAP = "”{}” står med utan någon variant som gäller; ändra when så att alltid en gör det"
BLANK = "”{{{{ {} }}}}” skrivs ut fast frågan inte gäller eller är tom; sätt ett if … is angiven omkring"


def text_claims(library: Library) -> Iterator[Claim]:
    """Yield every claim about the provisions of the library's model."""
    standing = dict.fromkeys(library.model.provisions())
    for name in standing:
        provision = library.provisions[name]
        yield from _requirements(library, provision, standing)
        if len(provision.variants) > 1 or provision.variants[0].when:
            yield _overlap(provision)
            yield _gap(provision)
        for index, variant in enumerate(provision.variants):
            for spot in spots(variant.body):
                if isinstance(spot.node, Sentence | Item):
                    yield from _said(library, provision, index, spot, standing)


def _requirements(library: Library, provision: Provision, standing: dict[str, None]) -> Iterator[Claim]:
    for key, code, words in (("requires", "SA203", REQUIRES), ("excludes", "SA204", MEETS)):
        for index, name in enumerate(getattr(provision, key)):
            other = library.provisions[name] if name in standing else None
            if key == "requires":
                yield _needs_other(provision, other, name, code, (key, index), words, ())
            elif other is not None:
                yield _meeting(provision, other, code, (key, index), words)


def _meeting(provision: Provision, other: Provision, code: str, place: tuple[str, int], words: str) -> Claim:
    return Claim(
        code,
        provision.record,
        place,
        words.format(provision.id, other.id),
        lambda world: all_of((stands(provision, world), stands(other, world))),
        (*reading(provision), *reading(other)),
        rows=(*lists_of(provision), *lists_of(other)),
        also=(other.record,),
    )


def _needs_other(
    provision: Provision,
    other: Provision | None,
    name: str,
    code: str,
    place: int | tuple[str, int],
    words: str,
    blocks: Blocks,
    variant: Variant | None = None,
) -> Claim:
    """Return the claim that *provision* may stand, as far as to a place in its text, while *other* is out."""

    def goal(world: World) -> Truth:
        here = drafted_row(
            provision, world, lambda items: _place_stands(provision, variant, blocks, world, items)
        )
        gone: Truth = True if other is None else certainly_not(stands(other, world))
        return all_of((possible(here), gone))

    theirs = reading(other) if other else ()
    lists = lists_of(other) if other else ()
    return Claim(
        code,
        provision.record,
        place,
        words.format(provision.id, name),
        goal,
        (*reading(provision, variant, blocks), *theirs),
        rows=(*lists_of(provision, blocks), *lists),
        unsure=True,
        also=(other.record,) if other else (),
    )


def _place_stands(
    provision: Provision, variant: Variant | None, blocks: Blocks, world: World, items: Items
) -> Truth:
    guards = (*provision.when, *(variant.when if variant else ()))
    return all_of((world.holds(guards, items), inside(blocks, world, items, lambda _: True)))


def _overlap(provision: Provision) -> Claim:
    def two(world: World, items: Items) -> Truth:
        outcomes = [world.holds(variant.when, items) for variant in provision.variants]
        unknown = [outcome for outcome in outcomes if isinstance(outcome, Unknown)]
        sure = sum(outcome is True for outcome in outcomes)
        if sure >= 2 or sure + len(unknown) < 2:
            return sure >= 2
        return unknown[0]

    def goal(world: World) -> Truth:
        return each_row(provision, world, lambda i: all_of((world.holds(provision.when, i), two(world, i))))

    return _about_variants(provision, "SA205", OVERLAP, goal, unsure=False)


def _gap(provision: Provision) -> Claim:
    def none(world: World, items: Items) -> Truth:
        return all_of(certainly_not(world.holds(variant.when, items)) for variant in provision.variants)

    def goal(world: World) -> Truth:
        return drafted_row(
            provision,
            world,
            lambda items: all_of((possible(world.holds(provision.when, items)), none(world, items))),
        )

    return _about_variants(provision, "SA206", GAP, goal, unsure=True)


def _about_variants(provision: Provision, code: str, words: str, goal: object, unsure: bool) -> Claim:
    roots = [guard.node for variant in provision.variants for guard in variant.when]
    return Claim(
        code,
        provision.record,
        ("variants", 0),
        words.format(provision.id),
        goal,  # type: ignore[arg-type]
        (*reading(provision), *roots),
        rows=lists_of(provision),
        unsure=unsure,
    )


def _said(
    library: Library, provision: Provision, index: int, spot: Spot, standing: dict[str, None]
) -> Iterator[Claim]:
    assert isinstance(spot.node, Sentence | Item)
    variant = provision.variants[index]
    for piece in spot.node.pieces:
        if isinstance(piece, Reference):
            other = library.provisions[piece.id] if piece.id in standing else None
            code = CODES[piece.word]
            yield _needs_other(
                provision, other, piece.id, code, spot.node.line, DANGLES, spot.blocks, variant
            )
        elif isinstance(piece, Hole) and _may_be_blank(library, piece.node):
            yield _blank(provision, (*provision.when, *variant.when), spot, piece)


def _may_be_blank(library: Library, node: Node) -> bool:
    """Return whether a hole can print nothing at all: its question has conditions, or may be left empty."""
    if isinstance(node, RowItem | Arithmetic | Total | Literal) or node.kind.name == YESNO:
        return False  # what is added up is at least zero
    if isinstance(node, Months):
        return any(_may_be_blank(library, child) for child in node.children)
    if not isinstance(node, Name | Field):
        return True
    name = node.name if isinstance(node, Name) else f"{node.base.kind.of}.{node.name}"
    base = isinstance(node, Field) and _may_be_blank(library, node.base)
    if concept := library.concepts.get(name):
        amounts = [amount.node for amount in concept.values]
        always = not concept.values or any(not amount.when for amount in concept.values)
        return base or not always or any(_may_be_blank(library, amount) for amount in amounts)
    question = library.questions.get(name)
    return base or (question is not None and _may_be_left(library, question))


def _may_be_left(library: Library, question: Question) -> bool:
    if question.otherwise:  # another field of the same row stands in
        return _may_be_left(library, library.questions[f"{question.list}.{question.otherwise}"])
    several = question.kind.name == CHOICES and not question.least
    return bool(question.when or question.none or several)


def rule_text_claims(library: Library) -> Iterator[Claim]:
    """Yield the claims that a rule that fires has every value its text prints."""
    for rule in library.rules.values():
        for spot in spots(rule.body):
            if isinstance(spot.node, Sentence | Item):
                for piece in spot.node.pieces:
                    if isinstance(piece, Hole) and _may_be_blank(library, piece.node):
                        yield _blank(rule, rule.when, spot, piece)


def _blank(owner: Provision | Rule, guards: Guards, spot: Spot, hole: Hole) -> Claim:
    assert isinstance(spot.node, Sentence | Item)

    def leaf(world: World, items: Items) -> Truth:
        return inside(spot.blocks, world, items, lambda inner: nothing(hole.node, world, inner))

    def goal(world: World) -> Truth:
        return each_row(owner, world, lambda i: all_of((world.holds(guards, i), leaf(world, i))))

    return Claim(
        "SA106",
        owner.record,
        spot.node.line,
        BLANK.format(hole.source),
        goal,
        (*(guard.node for guard in guards), *of_blocks(spot.blocks), hole.node),
        rows=lists_of(owner, spot.blocks),
    )


def nothing(node: Node, world: World, items: Items) -> Truth:
    """Return whether a hole prints nothing."""
    if isinstance(node, Names):
        return _no_names(node, world, items)
    value: Value = node.evaluate(world, items)
    if isinstance(value, Unknown):
        known_row = isinstance(node, Name) or (isinstance(node, Field) and isinstance(node.base, RowItem))
        return False if known_row and not value.empty and node.kind.name != CHOICES else value
    return value is EMPTY or value == frozenset()


def _no_names(node: Names, world: World, items: Items) -> Truth:
    """Return whether a list of names has no name in it."""
    rows, more = world.rows(node.list)
    bound = [{**items, node.item: row} for row in rows]
    listed = [True if node.condition is None else node.condition.evaluate(world, inner) for inner in bound]
    return all_of([*(certainly_not_listed(value) for value in listed), True if more is None else more])


def certainly_not_listed(value: Value) -> Truth:
    return value if isinstance(value, Unknown) else value is not True
