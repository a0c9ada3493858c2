"""What the menus need from the rest of the program; the command line supplies it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from samverkansavtal.content.records import Library
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.answer_file import Draft


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A model to choose."""

    id: str
    title: str
    about: str


class Services(Protocol):
    """Everything outside the screens. Lines are Swedish and are shown as they are."""

    @property
    def folder(self) -> Path:
        """Where drafts are kept."""
        ...

    @property
    def today(self) -> date:
        """The day a new draft begins."""
        ...

    def models(self) -> Sequence[ModelInfo]:
        """Return the models in the order to show them."""
        ...

    def library(self, model: str, layer: str, beside: Path | None) -> Library:
        """Return the library of a model, or of a layer in a folder (relative to *beside*)."""
        ...

    def forms(self) -> Library | None:
        """Return the library that says which form fits, or None where there is none."""
        ...

    def quick(self) -> Library | None:
        """Return the library whose quick test is offered first, or None where there is none."""
        ...

    def on_result(self, plan: Plan) -> Sequence[str]:
        """Return the result of the part about purchases; nothing where there is none."""
        ...

    def summary(self, plan: Plan) -> Sequence[str]:
        """Return the body of the end screen; it ends on what to do next."""
        ...

    def since_last(self, draft: Draft, plan: Plan) -> Sequence[str]:
        """Return what the library finds now and did not find last time, or nothing."""
        ...

    def kept(self, draft: Draft, plan: Plan, changed_after_result: Sequence[str]) -> Draft:
        """Return *draft* as it is to be saved with the plan's answers."""
        ...

    def changed_after_result(self, draft: Draft) -> Sequence[str]:
        """Return what was changed after the result in earlier sittings."""
        ...

    def produce(self, path: Path, everything: bool) -> Sequence[str]:
        """Write the Word files of the draft at *path*, or *everything* beside them too; say where they are."""
        ...

    def copy(self, model: str, name: str) -> Sequence[str]:
        """Copy a model under *name* and say where it is."""
        ...
