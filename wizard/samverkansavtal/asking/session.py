"""One sitting with one draft: the answers, the way back, and saving after every answer."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol

from samverkansavtal.asking.prompter import Prompter
from samverkansavtal.content.records import Library, Part
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import Interrupted, StorageError
from samverkansavtal.interviewing.noting import changed_after_result
from samverkansavtal.interviewing.view import View
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.planning.world import World

OnResult = Callable[[Plan], Sequence[str]]


class Leave(Exception):
    """The user has had enough for today; everything is saved."""


class Keeper(Protocol):
    """Where answers are kept."""

    @property
    def where(self) -> str:
        """What to call that place to the user; "" before anything is saved."""
        ...

    def save(self, plan: Plan, changed: Sequence[str]) -> str:
        """Keep the plan's answers; return what the user must be told, or "".

        Raises:
            StorageError: they could not be kept.
        """
        ...

    def move(self, folder: Path) -> None:
        """Keep them in *folder* from now on."""
        ...


class Session:
    """What the interview, the review and the menus share."""

    def __init__(
        self,
        library: Library,
        answers: Answers,
        day: date,
        prompter: Prompter,
        keeper: Keeper,
        on_result: OnResult | None = None,
        changed: Sequence[str] = (),
    ) -> None:
        self.library = library
        self.day = day
        self.prompter = prompter
        self.keeper = keeper
        self.on_result = on_result
        self.changed_after_result = list(changed)
        self._stand(without_empty_rows(answers))
        self.history = self.view.answered_in_order()
        self.part_shown: Part | None = None
        self.last: str | None = None  # what was answered last, in this sitting
        self.saved = True
        self.result = self.view.result
        self.result_shown = bool(answers.values) and self.result_reached()
        self.result_stale = False

    @property
    def plan(self) -> Plan:
        return self.view.plan

    @property
    def answers(self) -> Answers:
        return self.plan.answers

    @property
    def printer(self) -> Printer:
        return self.view.printer

    @property
    def world(self) -> World:
        return self.view.world

    def _stand(self, answers: Answers) -> None:
        self.view = View(plan(self.library, answers, self.day))

    def commit(self, answers: Answers, path: str) -> None:
        """Make *answers* the answers, after a reply to *path*, and save them."""
        self._note_change(answers, path)
        self._stand(answers)
        self.last = path
        self.saved = False
        self.save()

    def visited(self, path: str) -> None:
        """Remember that *path* was answered, for the way back."""
        if path in self.history:
            self.history.remove(path)
        self.history.append(path)

    def step_back(self, path: str) -> str | None:
        """Return the question answered before *path* that still applies, or None at the first one."""
        while self.history:
            before = self.history.pop()
            if before != path and self.applies(before):
                return before
        return None

    def applies(self, path: str) -> bool:
        """Return whether *path* can be answered."""
        return self.view.applies(path)

    def fresh(self, timing: str = "now") -> list[str]:
        """Return what is to be asked and has not been put off, in authored order."""
        return self.view.fresh(timing)

    def result_reached(self) -> bool:
        """Return whether the part with a result is behind us."""
        return self.view.result_reached()

    def _note_change(self, answers: Answers, path: str) -> None:
        known = tuple(self.changed_after_result)
        self.changed_after_result = list(changed_after_result(self.view, answers, (path,), known))
        if self.result_shown and self.plan.part(path) is self.result:
            self.result_stale = True

    def save(self) -> None:
        """Save; when the disk says no, ask for another folder until it says yes."""
        while not self.saved:
            try:
                notice = self.keeper.save(self.plan, tuple(self.changed_after_result))
            except StorageError as error:
                self._rescue(error)
            else:
                self.saved = True
                if notice:
                    self.prompter.show(notice, tone="warning")

    def _rescue(self, error: StorageError) -> None:
        self.prompter.show(str(error), "Svaren finns kvar i det här fönstret.", tone="warning")
        folder = self.prompter.line(
            "Skriv en annan mapp att spara i, eller tryck bara Enter för att försöka igen."
        )
        if isinstance(folder, str) and folder.strip():
            self.keeper.move(Path(folder.strip()).expanduser())

    def farewell(self) -> str:
        """Return what to say after Ctrl-C; one last try to save what was being saved."""
        try:
            if not self.saved:
                self.keeper.save(self.plan, tuple(self.changed_after_result))
        except StorageError as error:
            return f"Avbrutet. Det sista svaret är inte sparat. {error}"
        if not self.keeper.where:
            return "Avbrutet. Ingen fråga var besvarad, så inget utkast är sparat."
        return f"Avbrutet. Svaren är sparade i {self.keeper.where}.\nFortsätt med: samverkan resume"


@contextmanager
def stoppable(session: Session | None = None) -> Iterator[None]:
    """Turn Ctrl-C and a closed input into one sentence; what was answered is saved.

    Raises:
        Interrupted: the user stopped.
    """
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        raise Interrupted(session.farewell() if session else "Avbrutet. Inget är ändrat.") from None


def without_empty_rows(answers: Answers) -> Answers:
    """Return *answers* without rows that nobody has answered anything in."""
    for name, keys in answers.rows.items():
        for key in keys:
            if not any(answers.row(name, key)):
                answers = answers.remove_row(name, key)
    return answers
