"""Write a file so that it is either the old one or the new one, never something between."""

import errno
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from samverkansavtal.errors import StorageError

STALE = 24 * 3600


def save_bytes(path: Path, data: bytes) -> None:
    """Replace *path* with *data*: temporary file beside it, flushed to disk, then renamed.

    Raises:
        StorageError: disk full, folder read-only, file open in another program.
    """
    ready = _beside(path, data)
    try:
        ready.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise StorageError(_sentence(path, error)) from None
    finally:
        _remove(ready)


def _beside(path: Path, data: bytes) -> Path:
    """Write *data* to a temporary file beside *path*, with the rights *path* is to have; return where."""
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
    except OSError as error:
        _remove(Path(name))
        raise StorageError(_sentence(path, error)) from None
    return Path(name)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def save_new(path: Path, data: bytes) -> None:
    """Write *path*, which must not exist: what lies there may have been changed by hand.

    Raises:
        StorageError: the file exists, or cannot be written.
    """
    if not save_together({path: data}):
        raise StorageError(f"Filen {path} finns redan. Skriv ett annat namn, så att inget skrivs över.")


def save_together(files: Mapping[Path, bytes]) -> bool:
    """Write new files, all or none, in their order; return False when something lies in the place of one.

    To look whether a name is free and to take it is one step, whoever else wants it at the same moment.

    Raises:
        StorageError: disk full, folder read-only.
    """
    ready, made = dict[Path, Path](), list[Path]()
    try:
        for path, data in files.items():
            ready[path] = _beside(path, data)
        for path, one in ready.items():
            if not _taken_into(path, one):
                return False
            made.append(path)
        made.clear()  # all of them are to stay
        return True
    finally:
        for path in (*made, *ready.values()):
            _remove(path)


def _taken_into(path: Path, ready: Path) -> bool:
    """Make *ready* lie at *path* too, where nothing lies; return False when something does."""
    try:
        os.link(ready, path)
    except FileExistsError:
        return False
    except OSError:  # a folder without such links: the name is taken first, then written to
        return _written_into(path, ready.read_bytes())
    _sync_folder(path.parent)
    return True


def _written_into(path: Path, data: bytes) -> bool:
    try:
        with path.open("xb") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                _remove(path)
                raise
    except FileExistsError:
        return False
    except OSError as error:
        raise StorageError(_sentence(path, error)) from None
    return True


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
