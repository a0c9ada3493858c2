"""What can be answered where an answer is needed: one answer for each way it can matter to a claim."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Library, Question
from samverkansavtal.language.kinds import CHOICE, CHOICES, DATE, NUMBER, ROW, YESNO
from samverkansavtal.language.values import EMPTY, Row, Value, bounds
from samverkansavtal.planning.answers import Answer, NotKnown
from samverkansavtal.proving.grid import Grid
from samverkansavtal.proving.reach import Index, Reach
from samverkansavtal.proving.state import ProofWorld, State, Step

MOST_ROWS = 4  # in one list; where a claim may need more rows, what is not found is not proved
Steps = tuple[Step, ...]


class Branches:
    """The branches of one claim, for one choice of free concepts."""

    def __init__(self, index: Index, reach: Reach, rows: Collection[str], unsure: bool) -> None:
        self.library: Library = index.library
        self.reach = reach
        self.unsure = unsure  # "vet inte än" is one of the answers everywhere
        self.grid = Grid(self.library, reach)
        self.limited: set[str] = set()  # lists that could have got more rows than the bound allows
        self._bounds = _row_bounds(self.library, reach, rows)
        self._values: dict[str, tuple[Answer, ...]] = {}

    def at(self, path: str, state: State, world: ProofWorld) -> Iterator[Steps]:
        """Yield the steps that settle *path*, each a branch of its own."""
        if path.endswith(".+"):
            yield from self._more(path.removesuffix(".+"), state)
            return
        question = self.library.question(path)
        if question is None or path == EFFECTS:
            yield from ((Step("concept", path, value),) for value in self._free(path, world))
        elif question.kind.name == ROW:
            yield from self._references(question, path, state, world)
        else:
            name = f"{question.list}.{question.fact}" if question.list else path
            yield from ((Step("answer", path, value),) for value in self._answers(name, question))

    def _more(self, name: str, state: State) -> Iterator[Steps]:
        rows = len(state.answers.keys(name))
        least = int(self.library.questions[name].least or 0)
        if rows >= least:
            yield (Step("close", name),)
        if self._room(name, rows):
            yield (Step("row", f"{name}.{state.answers.new_key(name)}"),)
        if self._doubts(name):
            yield (Step("answer", f"{name}.+", NotKnown()),)

    def _room(self, name: str, rows: int) -> bool:
        bound = self._bounds.get(name, 0)
        least = int(self.library.questions[name].least or 0)
        if rows >= MOST_ROWS and rows < bound:
            self.limited.add(name)
        return rows < max(least, min(bound, MOST_ROWS))

    def _references(self, question: Question, path: str, state: State, world: ProofWorld) -> Iterator[Steps]:
        rows, more = world.rows(question.of)
        yield from ((Step("answer", path, row.key),) for row in rows)
        if more is not None and more.needs == {f"{question.of}.+"} and self._room(question.of, len(rows)):
            key = state.answers.new_key(question.of)
            yield Step("row", f"{question.of}.{key}"), Step("answer", path, key)
        if question.none:
            yield (Step("answer", path, EMPTY),)
        if self._doubts(path):
            yield (Step("answer", path, NotKnown()),)

    def _doubts(self, path: str) -> bool:
        name = ".".join(path.split(".")[::2]) if path.count(".") == 2 else path
        return self.unsure or name in self.reach.unsure

    def _answers(self, name: str, question: Question) -> tuple[Answer, ...]:
        if name not in self._values:
            values: list[Answer] = list(self._of_kind(name, question))
            values += [EMPTY] if question.none else []
            values += [NotKnown()] if self.unsure or name in self.reach.unsure else []
            self._values[name] = tuple(values)
        return self._values[name]

    def _of_kind(self, name: str, question: Question) -> Iterable[Value]:
        kind = question.kind
        if kind.name == YESNO:
            return (True, False)
        if kind.name == CHOICE:
            classes = alike(kind.choices, self.reach.tests.get(name, ()))
            return tuple(members[0] for members in classes)
        if kind.name == CHOICES:
            least, most = int(question.least or 0), int(question.most or len(kind.choices))
            return subsets(alike(kind.choices, self.reach.tests.get(name, ())), least, most)
        if kind.name == NUMBER:
            whole = question.input != "kr"
            return self.grid.numbers(name, question.least, question.most, whole)
        if kind.name == DATE:
            return self.grid.days(name)
        return ("Text", *sorted(self.reach.texts.get(name, ())))

    def _free(self, path: str, world: ProofWorld) -> Iterable[Answer]:
        """Return what a free concept can be, as far as the claim's own comparisons and its bounds tell."""
        parts = path.split(".")
        name = path if len(parts) < 3 else f"{parts[0]}.{parts[2]}"
        doubts: list[Answer] = [NotKnown()] if self.unsure else []
        if path == EFFECTS:
            kind = self.library.schema.names[EFFECTS]
            classes = alike(kind.choices, self.reach.tests.get(EFFECTS, ()))
            return subsets(classes, 0, len(kind.choices))
        concept = self.library.concepts[name]
        if concept.kind.name == YESNO:
            return [True, False, *doubts]
        if concept.count:
            return [*map(Decimal, range(len(concept.count) + 1)), *doubts]
        return [*self.grid.numbers(name, None, None, False, self._ends(name, path, world)), EMPTY, *doubts]

    def _ends(self, name: str, path: str, world: ProofWorld) -> set[int]:
        """Return where *name*, and the free amounts it is compared with, begin and end."""
        free = [other for other in self.grid.together(name) if other in self.library.concepts]
        of_rows = name.rpartition(".")[0]
        values = [
            world.field(Row(of_rows, path.split(".")[1]), other.rpartition(".")[2])
            if "." in other
            else world.fact(other)
            for other in free
            if other.rpartition(".")[0] in ("", of_rows)
        ]
        return {int(end) for value in values for end in bounds(value) if end is not None}


def alike(choices: Iterable[str], tests: Iterable[frozenset[str]]) -> list[list[str]]:
    """Return the choices in groups that no test tells apart, in authored order."""
    ordered = sorted(tests, key=sorted)
    found: dict[tuple[bool, ...], list[str]] = {}
    for choice in choices:
        found.setdefault(tuple(choice in members for members in ordered), []).append(choice)
    return list(found.values())


def subsets(classes: Sequence[Sequence[str]], least: int, most: int) -> list[Value]:
    """Return a set of choices for each way of choosing among *classes*, smallest first."""
    found: list[Value] = []
    for size in range(len(classes) + 1):
        for chosen in combinations(classes, size):
            one_of_each = [members[0] for members in chosen]
            spare = [choice for members in chosen for choice in members[1:]]
            whole = [*one_of_each, *spare[: max(0, least - size)]]
            if least <= len(whole) <= most:
                found.append(frozenset(whole))
    return found


def _row_bounds(library: Library, reach: Reach, rows: Collection[str]) -> dict[str, int]:
    """Return how many rows of each list a claim can need, at most one above `MOST_ROWS`.

    A row for each quantifier that can need one (n + 1 where rows are counted to n), times the rows of
    the lists it stands inside, and one for each reference that rows of other lists hold.
    """
    bounds: dict[str, int] = {}
    inside: set[str] = set()

    def at_least(name: str) -> int:
        return max(bound(name), int(library.questions[name].least or 0))

    def bound(name: str) -> int:
        if name in bounds or name in inside:
            return bounds.get(name, MOST_ROWS + 1)
        inside.add(name)
        total = sum(name == other for other in rows)
        for other, count, outer in reach.lists:
            if other == name:
                total += _product(count, map(at_least, outer))
        for path in reach.names:
            question = library.questions.get(path)
            if (
                question is not None
                and question.kind.name == ROW
                and question.of == name
                and not question.is_list
            ):
                total += at_least(question.list) if question.list else 1
        inside.discard(name)
        bounds[name] = min(total, MOST_ROWS + 1)
        return bounds[name]

    for name in library.schema.lists.keys() & {*reach.names, *rows}:
        bound(name)
    return bounds


def _product(count: int, bounds: Iterable[int]) -> int:
    for bound in bounds:
        count *= bound
    return count
