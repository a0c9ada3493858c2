"""One site: everything the pages need that is not a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library, Model
from samverkansavtal.web.keeping import Doors, Drafts, Headers, NotHereError
from samverkansavtal.web.people import People


def _peer(headers: Headers) -> str:
    return headers.peer


def _well() -> bool:
    return True


@dataclass(frozen=True)
class Site:
    """A place where drafts are kept and people come in; the same pages for one computer and for a server."""

    drafts: Drafts
    doors: Doors
    clock: Callable[[], datetime]  # aware, UTC
    hosts: tuple[str, ...]  # names the site may be called by, without port
    secure: bool = False  # reached over https: the cookie is bound to it
    where: str = ""  # the folder of the drafts, where there is one
    people: People | None = None  # sharing, comments and links, where there are several people
    leave_to: str = "/"  # where to after signing out
    how_to_enter: str = "Öppna adressen som samverkan web skrev i terminalen, eller starta om samverkan web."
    visitor: Callable[[Headers], str] = _peer  # a request → the visitor's own address
    healthy: Callable[[], bool] = _well  # whether what is kept can be reached

    @property
    def cookie(self) -> str:
        return "__Host-samverkan" if self.secure else "samverkan"

    @property
    def today(self) -> date:
        """The day a new draft begins, as the clock on the wall here says."""
        return self.clock().astimezone().date()

    def models(self) -> tuple[Model, ...]:
        """Return the models that a draft can begin from."""
        return tuple(shipped_library(name).model for name in reversed(model_names()))

    def library(self, model: str) -> Library:
        """Return the library of a shipped model.

        Raises:
            NotHereError: there is none of that name.
        """
        if model not in model_names():
            raise NotHereError(f"Modellen ”{model}” finns inte.")
        return shipped_library(model)
