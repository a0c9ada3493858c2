"""A condition as a small tree of steps, down to the answers: only what decides it is told."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from samverkansavtal.content.records import Concept, Exception_, Guard, Guards, Library
from samverkansavtal.explaining.amounts import amount_steps
from samverkansavtal.explaining.step import (
    Outcome,
    Step,
    Teller,
    answer_text,
    as_outcome,
    outcome_of,
    path_of,
)
from samverkansavtal.explaining.value import row_text
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import (
    And,
    Compare,
    Exists,
    Field,
    Given,
    Is,
    Items,
    Matches,
    Name,
    Node,
    Not,
    Or,
    Unsure,
)
from samverkansavtal.language.values import Row, Unknown

MOST_ROWS = 5


def guard_steps(guards: Guards, items: Items, told: Teller) -> tuple[Step, ...]:
    """Return the lines of a `when` that decide it, with the line itself as `code`."""
    return decide((_guard(guard, items, told) for guard in guards), all_of=True)


def _guard(guard: Guard, items: Items, told: Teller) -> Step:
    found = step(guard.node, items, told)
    return Step(found.text, found.outcome, found.children, guard.source, found.law, found.path)


def decide(steps: Iterable[Step], all_of: bool) -> tuple[Step, ...]:
    """Return the steps that decide a set of conditions of which all, or one, must hold."""
    stop: Outcome = "no" if all_of else "yes"
    passed: list[Step] = []
    for one in steps:
        if one.outcome == stop:
            return (one,)
        passed.append(one)
    doubtful = tuple(one for one in passed if one.outcome == "open")
    return doubtful or tuple(passed)


def step(node: Node, items: Items, told: Teller) -> Step:
    """Return *node* as a step with what decides it below."""
    outcome = outcome_of(node, items, told)
    if isinstance(node, And | Or):
        every = isinstance(node, And)
        parts = decide((step(child, items, told) for child in _flat(node)), every)
        heading = "Allt det här ska stämma" if every else "Något av det här ska stämma"
        return parts[0] if len(parts) == 1 else Step(heading, outcome, parts)
    path = path_of(_subject(node), items, told)
    if path and not isinstance(node, Compare):
        return Step(_answered(node, path, outcome, items, told), outcome, path=path)
    claim = told.words.claim(node, items)
    if isinstance(node, Not):
        below = step(node.child, items, told)
        return Step(claim, outcome, below.children, law=below.law)
    if isinstance(node, Compare):
        return Step(claim, outcome, _compared(node, items, told))
    if isinstance(node, Exists):
        return Step(claim, outcome, tuple(_rows(node, items, told)))
    concept = _concept(_subject(node), told.library)
    if concept is None:
        return Step(claim, outcome)
    return Step(
        claim, outcome, concept_steps(concept, _bound(node, concept, items, told), told), law=concept.law
    )


def _flat(node: And | Or) -> Iterator[Node]:
    """Yield the conditions of a chain of the same word, however it is nested."""
    for child in node.children:
        if isinstance(child, And | Or) and type(child) is type(node):
            yield from _flat(child)
        else:
            yield child


def _subject(node: Node) -> Node:
    """Return the answer, concept or amount that a claim is about."""
    return _subject(node.child) if isinstance(node, Not | Is | Given | Unsure | Matches) else node


def _answered(node: Node, path: str, outcome: Outcome, items: Items, told: Teller) -> str:
    """Return the answer that a claim rests on, and what it should have been when it is another."""
    assert told.printer is not None
    assert told.world is not None
    said = answer_text(path, _subject(node).evaluate(told.world, items), told.printer)
    return f"{said} (krävs: {told.words.wanted(node)})" if outcome == "no" else said


def _concept(node: Node, library: Library) -> Concept | None:
    if isinstance(node, Name):
        return library.concepts.get(node.name)
    return library.concepts.get(f"{node.base.kind.of}.{node.name}") if isinstance(node, Field) else None


def _bound(node: Node, concept: Concept, items: Items, told: Teller) -> Items:
    """Return the row a concept about rows is about, or nothing."""
    if not isinstance(node, Field) or told.world is None:
        return {}
    row = node.base.evaluate(told.world, items)
    return {concept.item: row} if isinstance(row, Row) else {}


def concept_steps(concept: Concept, items: Items, told: Teller) -> tuple[Step, ...]:
    """Return why a yes/no concept holds or does not: its lines, or the exception that applied."""
    key = f"{concept.id}{sorted(map(str, items.values()))}"
    if told.world is None and told.inside:
        return ()
    if key in told.told:
        return (Step("Se ovan"),)
    told.told.add(key)
    told = replace(told, inside=True)
    lines = guard_steps(concept.when or concept.count, items, told)
    if told.world is None:
        return (*lines, *(_exception(way, items, told) for way in concept.unless))
    if any(line.outcome == "no" for line in lines) and not concept.count:
        return lines
    ways = [(way, told.world.holds(way.when, items)) for way in concept.unless]
    applied = [_exception(way, items, told) for way, holds in ways if holds is True]
    doubtful = [_exception(way, items, told) for way, holds in ways if isinstance(holds, Unknown)]
    if applied:
        return (applied[0],)
    none = (Step(f"Inget undantag gäller ({_ways(concept)})", "yes"),) if ways and not doubtful else ()
    return (*lines, *doubtful, *none)


def _ways(concept: Concept) -> str:
    return swedish.listing([way.title or way.id for way in concept.unless], "eller")


def _exception(way: Exception_, items: Items, told: Teller) -> Step:
    outcome = "" if told.world is None else as_outcome(told.world.holds(way.when, items))
    return Step(f"Undantag: {way.title or way.id}", outcome, guard_steps(way.when, items, told), law=way.law)


def _rows(node: Exists, items: Items, told: Teller) -> Iterator[Step]:
    """Yield the rows that decide a `finns`, `ingen` or `alla`."""
    if told.world is None or told.printer is None:
        return
    rows, more = told.world.rows(node.list)
    wanted: tuple[Outcome, ...] = ("no", "open") if node.quantifier == "alla" else ("yes", "open")
    found = [(row, outcome_of(node.condition, {**items, node.item: row}, told)) for row in rows]
    deciding = [(row, outcome) for row, outcome in found if outcome in wanted]
    for row, outcome in deciding[:MOST_ROWS]:
        yield Step(row_text(row, told.printer), outcome, path=f"{row.list}.{row.key}")
    if len(deciding) > MOST_ROWS:
        yield Step(f"och {len(deciding) - MOST_ROWS} till")
    if not deciding and more is None and node.quantifier != "ingen":
        yield Step(f"Ingen rad i {told.library.questions[node.list].label} stämmer in")
    if more is not None:
        yield Step("Fler rader kan komma", "open", path=f"{node.list}.+")


def _compared(node: Compare, items: Items, told: Teller) -> tuple[Step, ...]:
    return tuple(found for side in node.children for found in amount_steps(side, items, told))
