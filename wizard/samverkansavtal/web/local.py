"""One's own computer: the same draft files as the terminal, one visitor, a one-time key in the first address."""

import hashlib
import hmac
import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from samverkansavtal.content.records import Library
from samverkansavtal.errors import AnswerError, InUseError, StorageError
from samverkansavtal.language.swedish import day
from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import (
    Draft,
    raw_from,
    read_content,
    read_draft,
    read_raw,
    write_draft,
)
from samverkansavtal.storing.answer_head import visible
from samverkansavtal.storing.drafts import (
    DraftInfo,
    OpenDraft,
    delete,
    draft_paths,
    list_drafts,
    new_path,
    revisions,
    usable_revision,
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
WAIT = 1.0  # seconds for another window that is just saving; one that stays open has the draft to itself
IN_USE = "Ett annat fönster har utkastet, till exempel terminalen. Stäng det där, och försök sedan igen."
LibraryFor = Callable[[str, str, Path], Library]


class LocalDrafts:
    """The drafts in one folder. Everything else on the computer may change them too: files are the truth."""

    def __init__(self, folder: Path, library_for: LibraryFor) -> None:
        self.folder = folder
        self._library_for = library_for
        self._known: OrderedDict[tuple[Path, str], Kept] = OrderedDict()
        self._places: dict[str, Path] = {}  # where each opened draft was: every folder need not be looked in
        self._one_at_a_time = threading.RLock()

    def all(self, person: Person) -> Sequence[DraftLine]:
        return [_line(info) for info in list_drafts(self.folder)]

    def path_of(self, name: str) -> Path:
        """Return the answer file of the draft called *name*.

        Raises:
            NotHereError: there is none.
        """
        found = self._places.pop(name, None)
        if found is None or not found.is_file() or found.parent.is_symlink():
            found = next((path for path in draft_paths(self.folder) if id_of(path) == name), None)
        if found is None:
            raise NotHereError("Utkastet finns inte. Det kan ha tagits bort eller flyttats.")
        self._places[name] = found
        return found

    def begin(self, person: Person, draft: Draft, library: Library) -> str:
        title = draft.answers.values.get("namn")
        with self._one_at_a_time:
            path = new_path(self.folder, title if isinstance(title, str) else f"Utkast {draft.day}")
            with OpenDraft(path) as opened:
                opened.save(write_draft(draft, library))
        return id_of(path)

    def open(self, person: Person, name: str) -> Kept:
        return self._read(self.path_of(name))

    def _read(self, path: Path) -> Kept:
        """Return the draft as the file says; its mark and its answers are of the same moment."""
        content = read_content(path)
        rev = mark_of(content)
        known = self._known.get((path, rev))
        if known is not None:
            return known
        raw = raw_from(path.name, content)
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
        file = self.path_of(name)
        with self._one_at_a_time, _opened(file) as opened:
            changed = edit(self._read(file))
            content = write_draft(changed.draft, changed.library)
            if notice := opened.save(content):
                raise StorageError(notice)
            return self._remember(file, replace(changed, rev=mark_of(content), dropped=()))

    def before(self, person: Person, name: str) -> Draft | None:
        path = self.path_of(name)
        for revision in revisions(path)[:1]:
            try:
                return read_draft(read_raw(revision), self._read(path).library)[0]
            except (AnswerError, StorageError):
                return None
        return None

    def delete(self, person: Person, name: str) -> None:
        path = self.path_of(name)
        try:
            delete(path, self.folder)
        except InUseError:
            raise LockedError(IN_USE) from None

    def older(self, name: str) -> tuple[str, str]:
        """Return why a damaged draft cannot be read, and when its last readable revision was saved.

        Raises:
            NotHereError: there is no such draft, it is not damaged, or no revision can be read.
        """
        path = self.path_of(name)
        info = next((info for info in list_drafts(self.folder) if info.path == path), None)
        revision = usable_revision(path)
        if info is None or not info.problem or revision is None:
            raise NotHereError("Det finns ingen äldre kopia att gå tillbaka till.")
        return visible(info.problem), moment_of(revision)

    def restore(self, name: str) -> None:
        """Make the last readable revision the draft; the damaged file is kept beside it.

        Raises:
            NotHereError: see `older`.
            LockedError, StorageError: it could not be done.
        """
        path = self.path_of(name)
        with self._one_at_a_time, _opened(path) as opened:
            self.older(name)
            revision = usable_revision(path)
            assert revision is not None, "just seen"
            opened.restore(revision)

    def shelf(self, person: Person, name: str) -> Shelf:
        return FolderShelf(self.path_of(name).parent)

    def history(self, person: Person, name: str) -> Sequence[Event]:
        return ()


def _line(info: DraftInfo) -> DraftLine:
    changed = info.changed.astimezone()
    title, problem = visible(info.title), visible(info.problem)
    return DraftLine(id_of(info.path), title, info.model, changed, info.answered, Role.OWNER, problem)


def _opened(path: Path) -> OpenDraft:
    try:
        return OpenDraft(path, WAIT)
    except InUseError:
        raise LockedError(IN_USE) from None


def id_of(path: Path) -> str:
    """Return the name of a draft in addresses: it says nothing, and is the same next time."""
    return hashlib.sha256(os.fsencode(f"{path.parent.name}/{path.name}")).hexdigest()[:16]


def mark_of(content: bytes) -> str:
    """Return a mark that differs when a file's content does."""
    return hashlib.sha256(content).hexdigest()[:24]


def moment_of(path: Path) -> str:
    """Return when a file was saved, as one writes it."""
    at = datetime.fromtimestamp(path.stat().st_mtime)
    return f"{day(at.date())} kl. {at:%H.%M}"


class LocalDoors:
    """Lets in the one who has the key that was printed in the terminal: once, and then by cookie."""

    def __init__(self, cookie: str) -> None:
        self._cookie = cookie
        self.key = secrets.token_urlsafe(32)
        self._sessions: dict[str, Session] = {}
        self._one_at_a_time = threading.Lock()

    def enter(self, cookies: Mapping[str, str], headers: Headers) -> Session | None:
        return self._sessions.get(_hashed(cookies.get(self._cookie, "")))

    def leave(self, session: Session) -> None:
        self._sessions.pop(_hashed(session.id), None)

    def exchange(self, key: str) -> Session | None:
        """Return a new session for the one-time *key*, which is then worth nothing; None when it is wrong."""
        with self._one_at_a_time:
            if not self.key or not hmac.compare_digest(key.encode(), self.key.encode()):
                return None
            self.key = ""
        session = Session(secrets.token_urlsafe(32), ME, secrets.token_urlsafe(32))
        self._sessions[_hashed(session.id)] = session
        return replace(session, fresh=True)


def _hashed(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
