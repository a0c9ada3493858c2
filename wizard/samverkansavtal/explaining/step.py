"""One step of an explanation, who tells it, and a single answer as a step."""

from dataclasses import dataclass, field
from typing import Literal

from samverkansavtal.content.records import Library
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.words import Words
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import Items, Node
from samverkansavtal.language.values import EMPTY, Truth, Unknown, Value, truth
from samverkansavtal.planning.world import World

Outcome = Literal["yes", "no", "open", ""]


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it says, how it came out ("" when nobody has answered), and what it rests on.

    `code` is the line as the file has it, `path` the answer of a step that is one.
    """

    text: str
    outcome: Outcome = ""
    children: tuple["Step", ...] = ()
    code: str = ""
    law: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True)
class Teller:
    """Builds steps; without a `printer` it tells what the content says, whatever the answers are."""

    words: Words
    printer: Printer | None = None
    told: set[str] = field(default_factory=set)  # concepts that are explained already
    inside: bool = False  # in a concept's own lines: without answers, those are named and not told

    @property
    def world(self) -> World | None:
        return self.printer.world if self.printer else None

    @property
    def library(self) -> Library:
        return self.words.library


def teller(library: Library, printer: Printer | None = None) -> Teller:
    """Return a teller of *library*, with the answers of *printer* where there are any."""
    return Teller(Words(library, printer), printer)


def outcome_of(node: Node, items: Items, told: Teller) -> Outcome:
    """Return how *node* came out, "" when there are no answers."""
    return "" if told.world is None else as_outcome(truth(node.evaluate(told.world, items)))


def as_outcome(value: Truth) -> Outcome:
    return "open" if isinstance(value, Unknown) else "yes" if value else "no"


def path_of(node: Node, items: Items, told: Teller) -> str:
    """Return the path of the answer that *node* reads, "" when it reads none."""
    return told.printer.path_of(node, items) if told.printer is not None else ""


def answer_text(path: str, value: Value, printer: Printer) -> str:
    """Return an answer with its label, who knows it when it is missing, or that it does not apply."""
    label = swedish.capital(printer.label(path))
    given = printer.world.answers.values.get(path)
    if value is EMPTY and (given is None or path not in printer.world.seen):
        return f"{label}: frågan gäller inte med de andra svaren"
    owner = (
        f". {swedish.capital(printer.owner(path))} vet"
        if given is None and isinstance(value, Unknown)
        else ""
    )
    return f"{label}: {printer.answer(path)}{owner}"
