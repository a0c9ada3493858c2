"""A server's store without a server: two organisations, a clock that is set by hand, small edits."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from content.small_library import small
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.hosting.changing import Changer
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.documents import Documents
from samverkansavtal.hosting.drafts import HostedDrafts
from samverkansavtal.hosting.people import HostedPeople
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.web.keeping import Kept, Person, Role

ANNA = Person("anna@linden.se", "Anna Lind", "linden.se")
BO = Person("bo@linden.se", "Bo Lind", "linden.se")
CARIN = Person("carin@bjorken.se", "Carin Björk", "bjorken.se")
MODEL = "samverkan"
DAY = date(2026, 11, 22)
START = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Now:
    """A clock that stands still until somebody moves it."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def go(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Hosted:
    """The store, and ways to use it in few words."""

    database: Database
    clock: Now
    drafts: HostedDrafts
    people: HostedPeople

    @classmethod
    def on(
        cls, database: Database, clock: Now, libraries: Callable[[str], Library] = shipped_library
    ) -> "Hosted":
        changer = Changer(database, Documents(libraries), clock, 12)
        return cls(database, clock, HostedDrafts(changer), HostedPeople(changer, by_domain=True))

    def begin(self, person: Person = ANNA, library: Library | None = None, **answers: Answer) -> str:
        """Begin a draft with *answers*; return its id."""
        draft = Draft(model=MODEL, day=DAY, answers=Answers(dict(answers)))
        return self.drafts.begin(person, draft, library or shipped_library(MODEL))

    def shared(self, role: Role) -> str:
        """Begin a draft of Anna's that Bo has *role* in."""
        name = self.begin(namn="Lokalen på Lindgatan")
        if role < Role.OWNER:
            self.people.share(ANNA, name, BO.id, role)
        return name

    def answer(self, person: Person, name: str, path: str, answer: Answer) -> Kept:
        return self.drafts.change(person, name, putting(path, answer), path)

    def value(self, name: str, path: str, person: Person = ANNA) -> Answer | None:
        return self.drafts.open(person, name).draft.answers.values.get(path)


@lru_cache(maxsize=1)
def little(model: str) -> Library:
    """Return the small library, whatever the model: for tests where what is asked does not matter."""
    return small()


def putting(path: str, answer: Answer) -> Callable[[Kept], Kept]:
    """Return the edit that answers *path*."""
    return edited(lambda answers: answers.put(path, answer))


def edited(change: Callable[[Answers], Answers]) -> Callable[[Kept], Kept]:
    """Return the edit that makes *change* in the answers."""

    def edit(kept: Kept) -> Kept:
        planned = plan(kept.library, change(kept.draft.answers), kept.draft.day)
        return replace(kept, draft=replace(kept.draft, answers=planned.answers), plan=planned)

    return edit


def one_more(path: str) -> Callable[[Kept], Kept]:
    """Return the edit that adds one to the number that the text at *path* is."""
    return edited(lambda answers: answers.put(path, str(int(str(answers.values[path])) + 1)))
