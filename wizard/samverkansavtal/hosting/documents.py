"""The texts in the table `draft` → drafts held against their library, remembered until somebody changes them."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from samverkansavtal.content.records import Library
from samverkansavtal.errors import AnswerError
from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import Draft, RawDraft, read_draft, write_draft
from samverkansavtal.storing.answer_head import parse
from samverkansavtal.web.keeping import Kept, Role

Libraries = Callable[[str], Library]
NAME = "Utkastet"
REMEMBERED = 128
OWN_MODEL = (
    "Utkastet bygger på en egen modell i en mapp. Det går bara på den egna datorn: skriv samverkan web där."
)


class Documents:
    """Reads and writes drafts' texts. A draft's layer is never opened here: it would be a path on the server."""

    def __init__(self, libraries: Libraries) -> None:
        self._libraries = libraries
        self._known: OrderedDict[tuple[str, int, Role], Kept] = OrderedDict()
        self._lock = Lock()

    def kept(self, draft: str, rev: int, role: Role, document: str) -> Kept:
        """Return the draft *draft* at *rev*, whose text is *document*.

        Raises:
            AnswerError: it cannot be read.
        """
        with self._lock:
            known = self._known.get((draft, rev, role))
        if known is not None:
            return self.remember(known)
        read, library, dropped = self.read(document)
        planned = plan(library, read.answers, read.day)
        return self.remember(Kept(draft, str(rev), role, read, library, planned, dropped))

    def remember(self, kept: Kept) -> Kept:
        """Keep what has been read or just written in memory; return it."""
        key = (kept.id, int(kept.rev), kept.role)
        with self._lock:
            self._known[key] = kept
            self._known.move_to_end(key)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return kept

    def forget(self, name: str) -> None:
        """Let go of a draft that has been removed."""
        with self._lock:
            for key in [key for key in self._known if key[0] == name]:
                del self._known[key]

    def read(self, document: str) -> tuple[Draft, Library, tuple[str, ...]]:
        """Return a draft's text as a draft, its library, and what could not be kept of it.

        Raises:
            AnswerError: it cannot be read, or has a model of its own.
        """
        raw = RawDraft(NAME, parse(NAME, document))
        if raw.layer:
            raise AnswerError(OWN_MODEL)
        library = self._libraries(raw.model)
        read, dropped = read_draft(raw, library)
        return read, library, dropped

    def written(self, draft: Draft, library: Library) -> str:
        """Return a draft as text.

        Raises:
            AnswerError: it has a model of its own.
        """
        if draft.layer:
            raise AnswerError(OWN_MODEL)
        return write_draft(draft, library).decode()


def title_of(draft: Draft) -> str:
    """Return what a draft is called in the list."""
    name = draft.answers.values.get("namn")
    return name if isinstance(name, str) and name.strip() else "Utan namn"


def answered_in(draft: Draft) -> int:
    """Return how many answers a draft has."""
    return sum(not path.endswith(".+") for path in draft.answers.values)
