"""At which amount a rule turns, to the krona: the regions of one amount with everything else as it is."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Library
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.levers import support
from samverkansavtal.explaining.reads import nodes_of
from samverkansavtal.language import swedish
from samverkansavtal.language.kinds import NUMBER
from samverkansavtal.language.nodes import Compare, Items, Name, Node, walk
from samverkansavtal.language.values import Row, Unknown, Value
from samverkansavtal.planning.plan import Plan, PlannedRule, State, judge
from samverkansavtal.planning.world import World

HIGHEST = 1_000_000_000  # kronor: no agreement here comes near it
Comparison = tuple[Compare, Items]
WORDS: dict[State, str] = {
    "fires": "stämmer regeln in",
    "clear": "stämmer regeln inte in",
    "open": "kan regeln inte bedömas",
}


@dataclass(frozen=True, slots=True)
class Axis:
    """One amount to vary: the answer's path ("" when it is worked out) and the world with another amount."""

    path: str
    label: str
    now: Decimal
    world: Callable[[int], World]


@dataclass(frozen=True, slots=True)
class Turn:
    """One amount: what it is now, and the krona from which, going up or down, the rule comes out otherwise."""

    path: str  # the answer, "" for an amount that is worked out
    label: str
    now: str
    from_: str = ""  # "700 000 kr": from there on it is `above`
    above: str = ""
    under: str = ""  # "700 000 kr": under that it is `below`
    below: str = ""


def turns(planned: PlannedRule, plan: Plan) -> tuple[Turn, ...]:
    """Return where the rule turns for each amount it rests on; nothing where no amount matters by itself."""
    comparisons = tuple(amounts_compared(planned, plan.library))
    if not comparisons:
        return ()
    found = (_turn(axis, planned, comparisons) for axis in _axes(planned, plan, comparisons))
    return tuple(turn for turn in found if turn is not None)


def amounts_compared(planned: PlannedRule, library: Library) -> Iterator[Comparison]:
    """Yield the comparisons of amounts in the rule, and in the concepts it rests on."""
    guards = (*planned.rule.when, *planned.rule.note_when)
    sources: list[tuple[Node, Items]] = [(guard.node, planned.items) for guard in guards]
    for name in sorted(support(planned.rule, library)):
        concept = library.concepts.get(name)
        if concept is not None and not concept.each:
            sources += [(node, {}) for node in nodes_of(concept)]
    for node, items in sources:
        for inner in walk(node):
            if isinstance(inner, Compare) and inner.left.kind.name == NUMBER and inner.left.kind.unit == "kr":
                yield inner, items


def _axes(planned: PlannedRule, plan: Plan, comparisons: tuple[Comparison, ...]) -> Iterator[Axis]:
    """Yield what is worked out and compared, then each answer behind."""
    printer = Printer(plan.library, plan.world)
    effects = plan.world.fact(EFFECTS)
    for name in dict.fromkeys(c.left.name for c, _ in comparisons if isinstance(c.left, Name)):
        concept, value = plan.library.concepts.get(name), plan.world.fact(name)
        if concept is not None and isinstance(value, Decimal):
            yield Axis("", concept.title, value, partial(_assumed, plan, effects, name))
    rests = support(planned.rule, plan.library)
    for path, answer in plan.answers.values.items():
        question = plan.library.question(path)
        if question is None or question.input != "kr" or not isinstance(answer, Decimal):
            continue
        name = f"{question.list}.{question.fact}" if question.list else question.fact
        if name in rests and path in plan.world.seen:
            yield Axis(path, _label(path, printer), answer, partial(_answered, plan, effects, path))


def _label(path: str, printer: Printer) -> str:
    """Return what an amount is called, by its row where it has one."""
    name, _, rest = path.partition(".")
    if not rest:
        return swedish.capital(printer.label(path))
    return f"{swedish.capital(printer.row_name(Row(name, rest.partition('.')[0])))}, {printer.label(path)}"


def _assumed(plan: Plan, effects: Value, name: str, amount: int) -> World:
    return World(plan.library, plan.answers, {name: Decimal(amount), EFFECTS: effects})


def _answered(plan: Plan, effects: Value, path: str, amount: int) -> World:
    answers = plan.answers.put(path, Decimal(amount))
    return World(plan.library, answers, {EFFECTS: effects})


def _turn(axis: Axis, planned: PlannedRule, comparisons: tuple[Comparison, ...]) -> Turn | None:
    edges = {edge for one in comparisons for edge in _edges(partial(_compared, one, axis.world))}
    starts = (0, *sorted(edges))  # each region begins at one and goes on to the next
    here = bisect_right(starts, int(axis.now)) - 1
    outcomes = [_state(planned, axis.world(start)) for start in starts]
    lower = next((n for n in range(here - 1, -1, -1) if outcomes[n] != planned.state), None)
    higher = next((n for n in range(here + 1, len(starts)) if outcomes[n] != planned.state), None)
    if lower is None and higher is None:
        return None
    return Turn(
        axis.path,
        axis.label,
        swedish.kr(axis.now),
        under="" if lower is None else swedish.kr(starts[lower + 1]),
        below="" if lower is None else WORDS[outcomes[lower]],
        from_="" if higher is None else swedish.kr(starts[higher]),
        above="" if higher is None else WORDS[outcomes[higher]],
    )


def _edges(value: Callable[[int], object], low: int = 0, high: int = HIGHEST) -> Iterator[int]:
    """Yield every whole krona at which a comparison, which turns one way only, comes out otherwise."""
    yield from _between(value, low, value(low), high, value(high))


def _between(
    value: Callable[[int], object], low: int, at_low: object, high: int, at_high: object
) -> Iterator[int]:
    if at_low == at_high:
        return
    if high - low == 1:
        yield high
        return
    middle = (low + high) // 2
    at_middle = value(middle)
    yield from _between(value, low, at_low, middle, at_middle)
    yield from _between(value, middle, at_middle, high, at_high)


def _compared(comparison: Comparison, world: Callable[[int], World], amount: int) -> object:
    node, items = comparison
    found = node.evaluate(world(amount), items)
    return "open" if isinstance(found, Unknown) else found


def _state(planned: PlannedRule, world: World) -> State:
    return judge(planned.rule, planned.row, world).state
