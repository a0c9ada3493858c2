"""Where a draft's Word files are kept: a folder here, somewhere else on a server."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from samverkansavtal.errors import StorageError
from samverkansavtal.storing.saving import save_bytes


class Shelf(Protocol):
    """Files by name; a name is never a path."""

    def names(self) -> Sequence[str]:
        """Return the names of the files, sorted."""
        ...

    def read(self, name: str) -> bytes:
        """Return a file.

        Raises:
            StorageError: there is none of that name, or it cannot be read.
        """
        ...

    def write(self, name: str, data: bytes) -> None:
        """Keep *data* as *name*, whole or not at all.

        Raises:
            StorageError: it could not be kept.
        """
        ...


@runtime_checkable
class Dated(Protocol):
    """A shelf that also knows when its files were written."""

    def written_at(self, name: str) -> datetime | None:
        """Return when a file was written, with its time zone, or None when nobody knows."""
        ...


class FolderShelf:
    """The Word files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> Sequence[str]:
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.glob("*.docx") if path.is_file())

    def read(self, name: str) -> bytes:
        if name not in self.names():
            raise StorageError(f"Filen {name} finns inte.")
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            raise StorageError(f"{name} kan inte öppnas. Stäng den i Word och försök igen.") from None

    def write(self, name: str, data: bytes) -> None:
        save_bytes(self.folder / name, data)

    def written_at(self, name: str) -> datetime | None:
        try:
            return datetime.fromtimestamp((self.folder / name).stat().st_mtime, UTC)
        except OSError:
            return None
