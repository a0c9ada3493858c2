"""Where a draft's Word files are kept: a folder here, somewhere else on a server."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from samverkansavtal.errors import StorageError
from samverkansavtal.storing.saving import save_together

TRIES = 20  # by which whoever else is writing has surely had their turn
T = TypeVar("T")


class TakenError(StorageError):
    """There is a file of that name already: somebody else was faster."""

    def __init__(self) -> None:
        super().__init__("Någon annan skapar filer i utkastet just nu. Vänta en stund och försök igen.")


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

    def add(self, files: Mapping[str, bytes]) -> None:
        """Keep new files in their order, all of them or none; what is there already is never touched.

        Raises:
            TakenError: there is a file of one of the names already.
            StorageError: they could not be kept.
        """
        ...


def in_turn(make: Callable[[], T]) -> T:
    """Return what *make* returns; when somebody else took the name that it chose, it looks and chooses again.

    Raises:
        StorageError: see `Shelf.add`.
    """
    for _ in range(TRIES - 1):
        try:
            return make()
        except TakenError:
            continue
    return make()


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

    def add(self, files: Mapping[str, bytes]) -> None:
        if not save_together({self.folder / name: data for name, data in files.items()}):
            raise TakenError

    def written_at(self, name: str) -> datetime | None:
        try:
            return datetime.fromtimestamp((self.folder / name).stat().st_mtime, UTC)
        except OSError:
            return None
