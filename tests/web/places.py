"""Somewhere to visit: the local site over a folder, a visitor who is let in, drafts to begin with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.explaining.summary import to_settle
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.planning.plan import plan
from samverkansavtal.serving import local_site
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw, write_draft
from samverkansavtal.storing.drafts import new_path
from samverkansavtal.storing.saving import save_bytes
from samverkansavtal.web.app import make_app
from samverkansavtal.web.local import LocalDoors, LocalDrafts, id_of
from samverkansavtal.web.site import Site
from web.browsing import Visitor

EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL, LARGE = "kvarterslokal", "portalen"


@cache
def example(name: str) -> tuple[Library, Draft]:
    """Return an example's library and draft."""
    raw = read_raw(EXAMPLES / name / "answers.toml")
    library = shipped_library(raw.model)
    return library, read_draft(raw, library)[0]


def noon(day: date) -> datetime:
    """Return the middle of *day*, for a clock that stands still."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


@dataclass
class Place:
    """One folder of drafts, its site and somebody who has come in."""

    folder: Path
    day: date = field(default_factory=lambda: example(SMALL)[1].day)

    def __post_init__(self) -> None:
        self.site: Site = local_site(self.folder, lambda: noon(self.day))
        self.app: Any = make_app(self.site)
        assert isinstance(self.site.doors, LocalDoors)
        assert isinstance(self.site.drafts, LocalDrafts)
        self.doors, self.drafts = self.site.doors, self.site.drafts
        self.visitor = Visitor(self.app)
        self.visitor.get(f"/oppna?nyckel={self.doors.key}")

    def tab(self) -> Visitor:
        """Return another window of the same browser."""
        other = Visitor(self.app)
        other.cookies = self.visitor.cookies
        return other

    def keep(self, answers: Answers, name: str = SMALL, **more: Any) -> str:
        """Put a draft in the folder, as the terminal would; return the address of its first page."""
        library, known = example(name)
        planned = plan(library, answers, known.day)
        kept = {"library": library.fingerprint, "findings": to_settle(planned)} | more
        draft = Draft(known.model, known.day, answers, **kept)
        path = new_path(self.folder, "Utkast")
        save_bytes(path, write_draft(draft, library))
        return f"/utkast/{id_of(path)}"

    def example(
        self,
        name: str = SMALL,
        without: tuple[str, ...] = (),
        instead: Mapping[str, Answer] | None = None,
        **changed: Answer,
    ) -> str:
        """Put an example in the folder, some answers left out or changed; return its address."""
        answers = example(name)[1].answers
        for path in without:
            answers = answers.clear(path)
        for path, answer in {**(instead or {}), **changed}.items():
            answers = answers.put(path, answer)
        return self.keep(answers, name)

    def file(self, address: str) -> Path:
        """Return the answer file of the draft at *address*."""
        return self.drafts.path_of(address.split("/")[2])

    def draft(self, address: str) -> Draft:
        """Return the draft at *address* as it stands on disk."""
        raw = read_raw(self.file(address))
        return read_draft(raw, shipped_library(raw.model))[0]

    def answer(self, address: str, path: str) -> Answer | None:
        """Return one answer as it stands on disk."""
        return self.draft(address).answers.values.get(path)
