"""A plan as somebody who asks looks at it: what applies, what is new, how far it has come."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from samverkansavtal.content.records import Library, Part
from samverkansavtal.drafting.values import Printer
from samverkansavtal.language.values import Row
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import Plan, place
from samverkansavtal.planning.world import World


@dataclass(frozen=True)
class View:
    """One plan, with a world of its own: looking must not wake what is dormant in the plan."""

    plan: Plan

    @property
    def library(self) -> Library:
        return self.plan.library

    @property
    def answers(self) -> Answers:
        return self.plan.answers

    @cached_property
    def world(self) -> World:
        return World(self.library, self.answers)

    @cached_property
    def printer(self) -> Printer:
        return Printer(self.library, self.world)

    @cached_property
    def progress(self) -> dict[str, tuple[int, int]]:
        """Part → how many answers it has, and how many it still waits for."""
        given = self.plan.world.seen & self.answers.values.keys()
        answered = Counter(self.plan.part(path).id for path in given)
        waiting = Counter(self.plan.part(path).id for path in self.plan.waiting("now"))
        return {part.id: (answered[part.id], waiting[part.id]) for part in self.library.parts}

    @cached_property
    def contradictions(self) -> tuple[tuple[str, str], ...]:
        """(path, sentence) for every answer that breaks one of its question's checks."""
        return tuple(contradictions(self.library, self.answers))

    @property
    def result(self) -> Part | None:
        """The part that ends with a result, if there is one."""
        return next((part for part in self.library.parts if part.result), None)

    def part_of(self, path: str) -> int:
        """Return the number of the part that *path* belongs to, from 0."""
        return self.plan.question(path).order[0]

    def fresh(self, timing: str = "now") -> list[str]:
        """Return what is to be asked and has not been put off, in authored order."""
        return [path for path in self.plan.waiting(timing) if path not in self.answers.skipped]

    def applies(self, path: str) -> bool:
        """Return whether *path* can be answered: its row is there and its question is for these answers."""
        question = self.library.question(path)
        if question is None:
            return False
        if not question.list or path.endswith(".+"):
            return self.world.holds(question.when, {}) is not False
        row = Row(question.list, path.split(".")[1])
        if row.key not in self.answers.keys(row.list):
            return False
        return self.world.holds(question.when, {question.item: row}) is not False

    def result_reached(self) -> bool:
        """Return whether the part with a result is behind us, with nothing left to ask in it."""
        result = self.result
        if result is None or any(self.plan.part(path) is result for path in self.plan.waiting("now")):
            return False
        ahead = self.fresh()
        return not ahead or self.part_of(ahead[0]) > self.library.parts.index(result)

    def answered_in_order(self) -> list[str]:
        """Return the answered questions in the order they stand: the way back in a resumed draft."""
        paths = [path for path in self.answers.values if self.applies(path)]
        return sorted(paths, key=lambda path: place(self.library, self.answers, path))
