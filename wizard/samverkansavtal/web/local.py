"""One's own computer: the same draft files as the terminal, one visitor, a one-time key in the first address."""

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from samverkansavtal.content.records import Library
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw, write_draft
from samverkansavtal.storing.drafts import (
    DraftInfo,
    OpenDraft,
    answer_files,
    delete,
    list_drafts,
    new_path,
    revisions,
)
from samverkansavtal.storing.shelf import FolderShelf, Shelf
from samverkansavtal.web.keeping import (
    DraftLine,
    Edit,
    Event,
    Headers,
    Kept,
    LockedError,
    NotHereError,
    Person,
    Role,
    Session,
)

ME = Person("lokal", "Ni")
REMEMBERED = 16  # drafts whose plan is kept in memory
LibraryFor = Callable[[str, str, Path], Library]


class LocalDrafts:
    """The drafts in one folder. Everything else on the computer may change them too: files are the truth."""

    def __init__(self, folder: Path, library_for: LibraryFor) -> None:
        self.folder = folder
        self._library_for = library_for
        self._known: OrderedDict[tuple[Path, str], Kept] = OrderedDict()
        self._one_at_a_time = threading.RLock()

    def all(self, person: Person) -> Sequence[DraftLine]:
        return [_line(info) for info in list_drafts(self.folder)]

    def _path(self, name: str) -> Path:
        found = next((path for path in answer_files(self.folder) if id_of(path) == name), None)
        if found is None:
            raise NotHereError("Utkastet finns inte. Det kan ha tagits bort eller flyttats.")
        return found

    def begin(self, person: Person, draft: Draft, library: Library) -> str:
        title = draft.answers.values.get("namn")
        path = new_path(self.folder, title if isinstance(title, str) else f"Utkast {draft.day}")
        with OpenDraft(path) as opened:
            opened.save(write_draft(draft, library))
        return id_of(path)

    def open(self, person: Person, name: str) -> Kept:
        return self._read(self._path(name))

    def _read(self, path: Path) -> Kept:
        rev = revision_of(path)
        known = self._known.get((path, rev))
        if known is not None:
            return known
        raw = read_raw(path)
        library = self._library_for(raw.model, raw.layer, path.parent)
        draft, dropped = read_draft(raw, library)
        planned = plan(library, draft.answers, draft.day)
        return self._remember(path, Kept(id_of(path), rev, Role.OWNER, draft, library, planned, dropped))

    def _remember(self, path: Path, kept: Kept) -> Kept:
        with self._one_at_a_time:
            self._known[(path, kept.rev)] = kept
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return kept

    def change(self, person: Person, name: str, edit: Edit, path: str = "") -> Kept:
        file = self._path(name)
        with self._one_at_a_time, _opened(file) as opened:
            changed = edit(self._read(file))
            opened.save(write_draft(changed.draft, changed.library))
            return self._remember(file, replace(changed, rev=revision_of(file), dropped=()))

    def before(self, person: Person, name: str) -> Draft | None:
        path = self._path(name)
        for revision in revisions(path)[:1]:
            try:
                return read_draft(read_raw(revision), self._read(path).library)[0]
            except (AnswerError, StorageError):
                return None
        return None

    def delete(self, person: Person, name: str) -> None:
        path = self._path(name)
        try:
            delete(path, self.folder)
        except StorageError as error:
            raise LockedError(str(error)) from None

    def shelf(self, person: Person, name: str) -> Shelf:
        return FolderShelf(self._path(name).parent)

    def history(self, person: Person, name: str) -> Sequence[Event]:
        return ()


def _line(info: DraftInfo) -> DraftLine:
    changed = info.changed.astimezone()
    return DraftLine(
        id_of(info.path), info.title, info.model, changed, info.answered, Role.OWNER, info.problem
    )


def _opened(path: Path) -> OpenDraft:
    try:
        return OpenDraft(path)
    except StorageError as error:
        raise LockedError(str(error)) from None


def id_of(path: Path) -> str:
    """Return the name of a draft in addresses: it says nothing, and is the same next time."""
    return hashlib.sha256(f"{path.parent.name}/{path.name}".encode()).hexdigest()[:16]


def revision_of(path: Path) -> str:
    """Return a mark that differs when the file does."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:24]
    except OSError:
        raise StorageError(f"Filen {path.name} kan inte öppnas. Kontrollera att den finns kvar.") from None


class LocalDoors:
    """Lets in the one who has the key that was printed in the terminal: once, and then by cookie."""

    def __init__(self, cookie: str) -> None:
        self._cookie = cookie
        self.key = secrets.token_urlsafe(32)
        self._sessions: dict[str, Session] = {}

    def enter(self, cookies: Mapping[str, str], headers: Headers) -> Session | None:
        return self._sessions.get(_hashed(cookies.get(self._cookie, "")))

    def leave(self, session: Session) -> None:
        self._sessions.pop(_hashed(session.id), None)

    def exchange(self, key: str) -> Session | None:
        """Return a new session for the one-time *key*, which is then worth nothing; None when it is wrong."""
        if not self.key or not hmac.compare_digest(key.encode(), self.key.encode()):
            return None
        self.key = ""
        session = Session(secrets.token_urlsafe(32), ME, secrets.token_urlsafe(32))
        self._sessions[_hashed(session.id)] = session
        return replace(session, fresh=True)


def _hashed(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
