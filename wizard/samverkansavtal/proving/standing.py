"""Whether a provision, or a place in its text, stands: the goals of claims about texts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from samverkansavtal.content.body import Body, BodyNode, For, If
from samverkansavtal.content.records import Concept, Guards, Provision, Rule, Variant
from samverkansavtal.language.nodes import Items, Node
from samverkansavtal.language.values import Truth, Unknown, Value, all_of, any_of
from samverkansavtal.planning.texts import passes
from samverkansavtal.planning.world import World

Blocks = tuple[If | For, ...]
Leaf = Callable[[Items], Truth]


@dataclass(frozen=True)
class Spot:
    """A sentence, item or table, and the blocks it stands inside."""

    node: BodyNode
    blocks: Blocks


def spots(body: Body, blocks: Blocks = ()) -> Iterator[Spot]:
    """Yield everything that stands in *body*, outermost first."""
    for node in body:
        yield Spot(node, blocks)
        if isinstance(node, If | For):
            yield from spots(node.children, (*blocks, node))


def each_row(owner: Provision | Rule | Concept, world: World, leaf: Leaf) -> Truth:
    """Return whether *leaf* is true for some row the owner speaks of (or once, without `each`)."""
    return some_row(owner.each, owner.item, world, leaf) if owner.each else leaf({})


def drafted_row(owner: Provision, world: World, leaf: Leaf) -> Truth:
    """Return whether *leaf* is true for some row that a text is drafted for.

    That more rows may come, and nobody can say whether, drafts nothing.
    """
    if not owner.each:
        return leaf({})
    rows, more = world.rows(owner.each)
    found: list[Value] = [leaf({owner.item: row}) for row in rows]
    return any_of([*found, more] if more is not None and more.needs else found)


def some_row(name: str, item: str, world: World, leaf: Leaf) -> Truth:
    """Return whether *leaf* is true for some row of a list."""
    return any_of(_rows(name, item, world, leaf))


def _rows(name: str, item: str, world: World, leaf: Leaf) -> Iterator[Value]:
    rows, more = world.rows(name)
    for row in rows:
        yield leaf({item: row})
    if more is not None:
        yield more


def stands(provision: Provision, world: World) -> Truth:
    """Return whether a provision is in (for some row), three-valued."""
    return each_row(provision, world, lambda items: world.holds(provision.when, items))


def inside(blocks: Blocks, world: World, items: Items, leaf: Leaf) -> Truth:
    """Return whether *leaf* is true in some pass of the blocks around it."""
    if not blocks:
        return leaf(items)
    first, rest = blocks[0], blocks[1:]
    if isinstance(first, If):
        return all_of(_under(first, rest, world, items, leaf))
    return any_of(_passes(first, rest, world, items, leaf))


def _under(block: If, rest: Blocks, world: World, items: Items, leaf: Leaf) -> Iterator[Value]:
    yield block.node.evaluate(world, items)
    yield inside(rest, world, items, leaf)


def _passes(block: For, rest: Blocks, world: World, items: Items, leaf: Leaf) -> Iterator[Value]:
    for inner, standing in passes(block, world, items):
        if standing is True:
            yield inside(rest, world, inner, leaf)
        elif inner is not items or not isinstance(standing, Unknown) or standing.needs:
            yield standing


def reading(provision: Provision, variant: Variant | None = None, blocks: Blocks = ()) -> tuple[Node, ...]:
    """Return the expressions that decide whether a provision, a variant and the blocks in it stand."""
    guards: Guards = (*provision.when, *(variant.when if variant else ()))
    return (*(guard.node for guard in guards), *of_blocks(blocks))


def of_blocks(blocks: Blocks) -> Iterator[Node]:
    """Yield the expressions that decide whether blocks stand."""
    for block in blocks:
        nodes = (block.node,) if isinstance(block, If) else (block.node, block.choices)
        yield from (node for node in nodes if node is not None)


def lists_of(owner: Provision | Rule, blocks: Blocks = ()) -> tuple[str, ...]:
    """Return the lists that a provision or rule and the blocks in it go through, one row each."""
    loops = [block.list for block in blocks if isinstance(block, For) and block.choices is None]
    return tuple(name for name in (owner.each, *loops) if name)
