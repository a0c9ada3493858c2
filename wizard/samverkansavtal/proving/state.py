"""A branch of a proof: answers one by one, and what they look like through the library.

Concepts held free are answered too, as if somebody knew them; the world is the planner's own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeVar

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Concept, Library, Question
from samverkansavtal.language.values import NOTHING, Row, Unknown, Value, bounds
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.world import World

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Step:
    """One answer: a value at a path, a new row of a list, or "no more rows"."""

    kind: Literal["answer", "row", "close", "concept"]
    path: str
    value: Answer = ""


@dataclass(frozen=True, slots=True)
class State:
    """The answers of one branch."""

    answers: Answers = field(default_factory=Answers)
    assumed: Mapping[str, Value] = field(default_factory=dict)  # free concepts, by path
    steps: tuple[Step, ...] = ()

    def after(self, *steps: Step) -> "State":
        """Return the state with *steps* taken."""
        answers, assumed = self.answers, self.assumed
        for step in steps:
            if step.kind == "answer":
                answers = answers.put(step.path, step.value)
            elif step.kind == "row":
                name, _, key = step.path.partition(".")
                answers = answers.add_row(name, key)
            elif step.kind == "close":
                answers = answers.close(step.path)
            else:
                stuck = Unknown(stuck=frozenset((step.path,)), empty=True)
                assumed = {**assumed, step.path: stuck if isinstance(step.value, NotKnown) else step.value}
        return State(answers, assumed, (*self.steps, *steps))


class ProofWorld(World):
    """The planner's world, with some concepts free, and no answer taken for granted."""

    def __init__(
        self, library: Library, state: State, free: frozenset[str], parent: "ProofWorld | None" = None
    ) -> None:
        super().__init__(library, state.answers, {n: v for n, v in state.assumed.items() if "." not in n})
        self.state = state
        self.free = free
        if parent is not None:  # what is decided stays decided: more answers never change it
            self._facts.update(decided(parent._facts))
            self._fields.update(decided(parent._fields))
            self._rows.update({name: rows for name, rows in parent._rows.items() if rows[1] is None})

    def field(self, row: Row, name: str) -> Value:
        """Return the value of a field; a free concept's is what the branch says."""
        if f"{row.list}.{name}" not in self.free:
            return super().field(row, name)
        path = row.path(name)
        if path in self.state.assumed:
            return self.state.assumed[path]
        return self._open(
            self.library.concepts[f"{row.list}.{name}"], path, lambda: World.field(self, row, name)
        )

    def _compute(self, name: str) -> Value:
        if name == EFFECTS:
            return Unknown(frozenset((name,)))
        if name not in self.free:
            return super()._compute(name)
        return self._open(self.library.concepts[name], name, lambda: World._compute(self, name))

    def _full(self, question: Question, rows: int) -> bool:
        """Return that no list is full by itself: it may have got its rows before what makes it full was said."""
        return False

    def _open(self, concept: Concept, path: str, worked_out: Callable[[], Value]) -> Value:
        """Return what a free concept is before the branch says: an amount keeps its bounds."""
        if not concept.values:
            return Unknown(frozenset((path,)))
        low, high = bounds(worked_out())
        return Unknown(frozenset((path,)), NOTHING, low, high, True)

    def _unanswered(self, question: Question, path: str) -> Value:
        value = super()._unanswered(question, path)
        if isinstance(value, Unknown):
            return value
        low = (
            min(question.least, Decimal(0))
            if question.least is not None and question.none
            else question.least
        )
        return Unknown(frozenset((path,)), NOTHING, low, question.most, bool(question.none))


def decided(values: Mapping[K, Value]) -> dict[K, Value]:
    """Return the values that are known."""
    return {key: value for key, value in values.items() if not isinstance(value, Unknown)}


def replayed(steps: Iterable[Step]) -> State:
    """Return the state after *steps*."""
    return State().after(*steps)


def state_of(answers: Answers) -> State:
    """Return *answers* as a branch to begin from; its lists can still get more rows."""
    rows = [Step("row", f"{name}.{key}") for name, keys in answers.rows.items() for key in keys]
    said = [Step("answer", path, value) for path, value in answers.values.items()]
    return State().after(*rows, *sorted(said, key=lambda step: "." not in step.path))  # lists first
