"""The folder of drafts: one sub-folder each, with `svar.toml`, its last revisions and a lock.

A file that somebody else has changed is never overwritten, and a damaged one is never renamed in
silence: what to do about either is told, and done only when the user says so.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from samverkansavtal.errors import AnswerError, InUseError, StorageError
from samverkansavtal.storing import saving
from samverkansavtal.storing.answer_file import RawDraft, read_raw
from samverkansavtal.storing.names import safe_name

ANSWERS = "svar.toml"
HISTORY = ".historik"
LOCK = ".svar.lock"
REVISIONS = 10
COPY = re.compile(r"svar\.kopia-\d+\.toml")


@dataclass(frozen=True)
class DraftInfo:
    """A draft as it stands in the list."""

    path: Path
    title: str
    model: str
    changed: datetime
    answered: int
    problem: str = ""  # why it cannot be opened


def default_folder() -> Path:
    """Return where drafts are kept when nobody says otherwise."""
    from platformdirs import user_documents_path

    return user_documents_path() / "Samverkansavtal"


def list_drafts(folder: Path) -> list[DraftInfo]:
    """Return the drafts in *folder*, the one changed last first; one that cannot be read says why."""
    found = []
    for path in draft_paths(folder):
        with suppress(OSError):  # removed while we looked
            found.append(_info(path))
    return sorted(found, key=lambda info: info.changed, reverse=True)


def draft_paths(folder: Path) -> list[Path]:
    """Return the answer files of the drafts in *folder*, unread; one folder that is closed hides no other."""
    return [
        path
        for inner in _inside(folder)
        if not inner.is_symlink()
        for path in _inside(inner)
        if path.name == ANSWERS or COPY.fullmatch(path.name)
    ]


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _info(path: Path) -> DraftInfo:
    changed = datetime.fromtimestamp(path.stat().st_mtime)
    copy = "" if path.name == ANSWERS else f" ({path.stem.removeprefix('svar.').replace('-', ' ')})"
    try:
        raw = read_raw(path)
    except (AnswerError, StorageError) as error:
        return DraftInfo(path, path.parent.name + copy, "", changed, 0, str(error))
    return DraftInfo(path, title_of(raw) + copy, raw.model, changed, _answered(raw))


def title_of(raw: RawDraft) -> str:
    """Return the draft's own name, or that it has none yet."""
    name = raw.data.get("answers", {}).get("namn")
    return name if isinstance(name, str) and name.strip() else "Utan namn"


def _answered(raw: RawDraft) -> int:
    answers = raw.data.get("answers", {})
    rows = [
        row for rows in answers.values() if isinstance(rows, list) for row in rows if isinstance(row, dict)
    ]
    single = sum(
        1
        for value in answers.values()
        if not (isinstance(value, list) and value and isinstance(value[0], dict))
    )
    return single + sum(len(row.keys() - {"key"}) for row in rows)


def new_path(folder: Path, title: str) -> Path:
    """Return the answer file of a new draft in *folder*; its sub-folder does not exist yet."""
    name = safe_name(title)
    taken = {inner.name.casefold() for inner in folder.iterdir()} if folder.is_dir() else set()
    number = 1
    while (unique := name if number == 1 else f"{name} {number}").casefold() in taken:
        number += 1
    return folder / unique / ANSWERS


def delete(path: Path, folder: Path) -> None:
    """Remove the draft whose answer file is *path*, with everything in its sub-folder.

    Raises:
        InUseError: it is open somewhere.
        StorageError: it is no draft in *folder*, or cannot be removed.
    """
    inner = path.parent
    if inner.is_symlink() or not (inner / ANSWERS).is_file() or inner.resolve().parent != folder.resolve():
        raise StorageError(f"{inner.name} är inget utkast i {folder}, så det tas inte bort.")
    with OpenDraft(path):
        pass  # nobody has it open
    try:
        if COPY.fullmatch(path.name):
            path.unlink(missing_ok=True)
            return
        shutil.rmtree(inner)
    except OSError:
        raise StorageError(
            f"{inner.name} kunde inte tas bort. Stäng filer som är öppna därifrån och försök igen."
        ) from None


def sweep(folder: Path) -> None:
    """Remove temporary files that killed processes left in any draft."""
    for inner in folder.iterdir() if folder.is_dir() else ():
        if inner.is_dir() and not inner.is_symlink():
            saving.sweep(inner)
            saving.sweep(inner / HISTORY)


class OpenDraft:
    """A draft that one window has open: nobody else can open it, and every save keeps what was before."""

    def __init__(self, path: Path, wait: float = 0) -> None:
        """Lock the draft whose answer file is *path*, which need not exist yet; wait *wait* seconds for it.

        Raises:
            InUseError: it is open in another window.
            StorageError: the folder cannot be written in.
        """
        from filelock import FileLock

        self.path = path
        self._wait = wait
        self._lock = FileLock(path.parent / LOCK)
        self._known: bytes | None = None
        self.acquire()

    def acquire(self) -> None:
        """Lock the draft, after `release` let somebody else write in it, and read what it says now."""
        from filelock import Timeout

        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=self._wait)
        except Timeout:
            raise InUseError("Utkastet är öppet i ett annat fönster. Stäng det först.") from None
        except NotImplementedError:
            pass  # a synced or network folder without locks: what is on disk is compared before each save
        except OSError:
            raise StorageError(
                f"Det går inte att skriva i mappen {self.path.parent}. Välj en annan mapp med --folder."
            ) from None
        self._known = self._on_disk()

    def release(self) -> None:
        """Let others open the draft."""
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def _on_disk(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except OSError:
            return None

    def save(self, data: bytes) -> str:
        """Save *data* and return what the user must be told, or "".

        Raises:
            StorageError: it cannot be saved; what was saved before is untouched.
        """
        before, notice = self._on_disk(), ""
        if before is not None and before != self._known:
            copy = self._free("svar.kopia")
            notice = (
                f"{self.path.name} har ändrats av någon annan sedan ni öppnade utkastet. "
                f"Era svar sparas därför i {copy.name} i samma mapp, och den andra filen är orörd."
            )
            self.path, before = copy, None
        saving.save_bytes(self.path, data)
        self._known = data
        if before is not None and before != data:
            self._remember(before)
        return notice

    def _remember(self, data: bytes) -> None:
        """Keep the revision that was replaced; a failure here must not stop the user."""
        folder = self.path.parent / HISTORY
        kept = revisions(self.path)
        number = _number(kept[0]) + 1 if kept else 1
        with suppress(StorageError, OSError):
            saving.save_bytes(folder / f"{self.path.stem}-{number:06}.toml", data)
            for old in kept[REVISIONS - 1 :]:
                old.unlink(missing_ok=True)

    def _free(self, stem: str) -> Path:
        number = 1
        while (path := self.path.with_name(f"{stem}-{number}.toml")).exists():
            number += 1
        return path

    def restore(self, revision: Path) -> Path:
        """Make *revision* the draft; return where the damaged file is kept.

        Raises:
            StorageError: a file cannot be read or written.
        """
        try:
            damaged, older = self.path.read_bytes(), revision.read_bytes()
        except OSError:
            raise StorageError(
                f"{revision.name} kan inte läsas. Välj en annan kopia i mappen {HISTORY}."
            ) from None
        kept = self._free("svar.trasig")
        saving.save_bytes(kept, damaged)
        saving.save_bytes(self.path, older)
        self._known = older
        return kept


def revisions(path: Path) -> list[Path]:
    """Return the kept revisions of an answer file, newest first."""
    found = (path.parent / HISTORY).glob(f"{path.stem}-*.toml")
    return sorted((old for old in found if _number(old)), key=_number, reverse=True)


def _number(revision: Path) -> int:
    digits = revision.stem.rpartition("-")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def usable_revision(path: Path) -> Path | None:
    """Return the newest kept revision of a damaged answer file that can be read."""
    return next(_readable(revisions(path)), None)


def _readable(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        with suppress(AnswerError, StorageError):
            read_raw(path)
            yield path
