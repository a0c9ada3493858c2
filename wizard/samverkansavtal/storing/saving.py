"""Write a file so that it is either the old one or the new one, never something between."""

import errno
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from samverkansavtal.errors import StorageError

STALE = 24 * 3600


def save_bytes(path: Path, data: bytes) -> None:
    """Replace *path* with *data*: temporary file beside it, flushed to disk, then renamed.

    Raises:
        StorageError: disk full, folder read-only, file open in another program.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise StorageError(_sentence(path, error)) from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StorageError(_sentence(path, error)) from None
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)


def save_new(path: Path, data: bytes) -> None:
    """Write *path*, which must not exist: what lies there may have been changed by hand.

    Raises:
        StorageError: the file exists, or cannot be written.
    """
    if path.exists():
        raise StorageError(f"Filen {path} finns redan. Skriv ett annat namn, så att inget skrivs över.")
    save_bytes(path, data)


def _mode(path: Path) -> int:
    """Return the rights the file had, or those any new file gets; a temporary file is the owner's only."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Flush the rename itself; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sentence(path: Path, error: OSError) -> str:
    name = path.name
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"Disken är full, så {name} kunde inte sparas. Frigör plats eller välj en annan mapp med --folder."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{name} kunde inte sparas: filen är öppen i ett annat program eller mappen är skrivskyddad. "
            "Stäng filen eller välj en annan mapp med --folder."
        )
    return f"{name} kunde inte sparas i {path.parent}. Kontrollera att mappen finns, eller välj en annan med --folder."


def sweep(folder: Path, now: float | None = None) -> None:
    """Remove temporary files that a killed process left behind more than a day ago."""
    moment = time.time() if now is None else now
    for stray in folder.glob(".*.tmp"):
        with suppress(OSError):
            if moment - stray.stat().st_mtime > STALE:
                stray.unlink()
