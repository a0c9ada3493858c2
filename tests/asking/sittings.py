"""Interviews without a person: scripted answers, a keeper in memory, the rest of the program faked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from asking.lindgatan import DAY, lindgatan
from samverkansavtal.asking.interview import Ended, interview
from samverkansavtal.asking.prompter import Leaving, Reply
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.asking.services import ModelInfo
from samverkansavtal.asking.session import OnResult, Session
from samverkansavtal.content.records import Library
from samverkansavtal.errors import StorageError
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.answer_file import Draft

Replies = Mapping[str, Sequence[Reply]]
Choices = Mapping[str, Sequence[str | Leaving]]
SCRIPT = lindgatan()[1]


@dataclass
class Memory:
    """Keeps answers in memory; `failures` is how many saves go wrong first."""

    where: str = "minnet"
    failures: int = 0
    saves: list[Answers] = field(default_factory=list)
    changed: tuple[str, ...] = ()
    moved: list[Path] = field(default_factory=list)

    def save(self, plan: Plan, changed: Sequence[str]) -> str:
        """Remember the answers, unless it is time to fail."""
        if self.failures:
            self.failures -= 1
            raise StorageError("Disken är full.")
        self.saves.append(plan.answers)
        self.changed = tuple(changed)
        return ""

    def move(self, folder: Path) -> None:
        """Remember where to."""
        self.moved.append(folder)


@dataclass
class Sitting:
    """An interview that has been run."""

    session: Session
    prompter: Scripted
    keeper: Memory
    ended: Ended | None = None

    @property
    def asked(self) -> list[str]:
        return [prompt.path for prompt in self.prompter.asked]

    @property
    def shown(self) -> str:
        return "\n".join(self.prompter.shown)

    def menus(self, name: str) -> int:
        """Return how many times a menu was shown."""
        return sum(1 for menu in self.prompter.menus if menu.id == name)


def sit(
    library: Library | None = None,
    script: Answers = SCRIPT,
    *,
    replies: Replies | None = None,
    choices: Choices | None = None,
    lines: Sequence[str | Leaving] = (),
    answers: Answers | None = None,
    keeper: Memory | None = None,
    on_result: OnResult | None = None,
    day: date = DAY,
    run: bool = True,
) -> Sitting:
    """Interview with *script* as the answers, from *answers* on; *replies* and *choices* come before it."""
    prompter = Scripted(script, replies, choices, lines)
    kept = keeper or Memory()
    session = Session(library or lindgatan()[0], answers or Answers(), day, prompter, kept, on_result)
    sitting = Sitting(session, prompter, kept)
    if run:
        sitting.ended = interview(session)
    return sitting


def renamed(answers: Answers, keys: Mapping[str, Mapping[str, str]], library: Library) -> Answers:
    """Return *answers* with the script's row keys instead of the interview's."""
    values = {
        renamed_path(path, keys): _renamed_value(path, value, keys, library)
        for path, value in answers.values.items()
    }
    rows = {name: tuple(keys[name][key] for key in found) for name, found in answers.rows.items()}
    return replace(answers, values=values, rows=rows)


def renamed_path(path: str, keys: Mapping[str, Mapping[str, str]]) -> str:
    """Return *path* with the script's row key."""
    name, _, rest = path.partition(".")
    key, _, fact = rest.partition(".")
    return f"{name}.{keys[name][key]}.{fact}" if fact else path


def _renamed_value(
    path: str, value: Answer, keys: Mapping[str, Mapping[str, str]], library: Library
) -> Answer:
    question = library.question(path)
    if question is not None and question.input == "ref" and isinstance(value, str):
        return keys[question.of][value]
    return value


def value(sitting: Sitting, path: str) -> Answer | None:
    """Return an answer of a finished sitting."""
    return sitting.session.answers.values.get(path)


@dataclass
class FakeServices:
    """The rest of the program, as far as the menus see it."""

    folder: Path
    today: date = DAY
    produced: list[tuple[Path, bool]] = field(default_factory=list)
    copied: list[tuple[str, str]] = field(default_factory=list)
    news: tuple[str, ...] = ()
    fails: bool = False

    def models(self) -> Sequence[ModelInfo]:
        """Return two models."""
        return [
            ModelInfo("lindgatan", "Lindgatan", "Ett litet avtal."),
            ModelInfo("annan", "Annan", "En annan."),
        ]

    def library(self, model: str, layer: str, beside: Path | None) -> Library:
        """Return the small library."""
        return lindgatan()[0]

    def forms(self) -> Library | None:
        """Return nothing: the small library has no forms."""
        return None

    def quick(self) -> Library | None:
        """Return nothing: the small library has no quick test."""
        return None

    def on_result(self, plan: Plan) -> Sequence[str]:
        """Return a line."""
        return ["Svaren pekar mot samverkan."]

    def summary(self, plan: Plan) -> Sequence[str]:
        """Return two lines."""
        return ["Nästa steg", "1 Läs avtalet."]

    def since_last(self, draft: Draft, plan: Plan) -> Sequence[str]:
        """Return the news there are."""
        return self.news

    def kept(self, draft: Draft, plan: Plan, changed_after_result: Sequence[str]) -> Draft:
        """Return the draft with the plan's answers."""
        return replace(draft, answers=plan.answers, library=plan.library.fingerprint)

    def changed_after_result(self, draft: Draft) -> Sequence[str]:
        """Return nothing."""
        return ()

    def produce(self, path: Path, everything: bool) -> Sequence[str]:
        """Remember the path, and whether all papers were asked for."""
        if self.fails:
            raise StorageError("Avtalet är öppet i Word.")
        self.produced.append((path, everything))
        return [f"Avtalet: {path.parent}"]

    def copy(self, model: str, name: str) -> Sequence[str]:
        """Remember what was copied."""
        self.copied.append((model, name))
        return ["Kopierad."]
