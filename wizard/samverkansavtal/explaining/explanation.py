"""An explanation, and its lines for a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass

from samverkansavtal.explaining.step import Outcome, Step

MARKS: dict[Outcome, str] = {"yes": "ja", "no": "nej", "open": "vet inte än", "": "–"}


@dataclass(frozen=True)
class Explanation:
    """Why something is as it is: what came out, the steps to it, and what stands behind."""

    title: str
    result: tuple[str, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()


def as_lines(found: Explanation) -> tuple[str, ...]:
    """Return an explanation as indented lines; nothing is told by place or sign alone."""
    return (found.title, *found.result, *step_lines(found.steps, 1), *found.notes)


def step_lines(steps: tuple[Step, ...], depth: int) -> Iterator[str]:
    """Yield steps, each a little further in than what it explains."""
    for step in steps:
        law = f" ({', '.join(step.law)})" if step.law else ""
        code = f"  [{step.code}]" if step.code else ""
        yield f"{'  ' * depth}{MARKS[step.outcome]} {step.text}{law}{code}"
        yield from step_lines(step.children, depth + 1)
