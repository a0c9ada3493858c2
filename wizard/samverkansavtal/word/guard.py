"""The gate for Word files that come from outside: nothing is unpacked before its size is known."""

import struct
import zipfile
import zlib
from io import BytesIO

from samverkansavtal.errors import SamverkanError

# What zipfile lets through of what a damaged or twisted zip can cause
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError)
MOST_BYTES = 20_000_000
MOST_ENTRIES = 500
MOST_RATIO = 100


class UnreadableWordError(SamverkanError):
    """A file that is no Word document, or one that is not safe to open."""


class Parts:
    """The parts of a Word file; a part is unpacked when it is asked for.

    Raises:
        UnreadableWordError: the file is not a Word file, too large, or packed to be a burden.
    """

    def __init__(self, data: bytes) -> None:
        if len(data) > MOST_BYTES:
            raise UnreadableWordError("Filen är för stor för att vara ett avtal (över 20 MB).")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except _BROKEN as error:
            raise UnreadableWordError("Filen är inte en Word-fil (.docx), eller så är den skadad.") from error
        _inspect(self._zip.infolist())
        self.names = tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """The content of part *name*, or nothing when there is no such part."""
        if name not in self.names:
            return b""
        try:
            with self._zip.open(name) as part:
                data = part.read(MOST_BYTES + 1)
        except _BROKEN as error:
            raise UnreadableWordError("Filen är skadad och kan inte läsas.") from error
        if len(data) > MOST_BYTES:
            raise UnreadableWordError("Filen packar upp till mer än 20 MB.")
        return data


def _inspect(entries: list[zipfile.ZipInfo]) -> None:
    """Judge a zip by its directory alone."""
    names = [entry.filename for entry in entries]
    if len(names) > MOST_ENTRIES:
        raise UnreadableWordError("Filen har fler än 500 delar och öppnas inte.")
    if len({name.lower() for name in names}) != len(names):
        raise UnreadableWordError("Filen har två delar med samma namn och öppnas inte.")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise UnreadableWordError("Filen packar upp till mer än 20 MB.")
    if any(entry.file_size > MOST_RATIO * max(entry.compress_size, 1) for entry in entries):
        raise UnreadableWordError("Filen är packad hårdare än en Word-fil brukar vara och öppnas inte.")
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UnreadableWordError("Filen är låst med lösenord.")
    if "[Content_Types].xml" not in names:
        raise UnreadableWordError("Filen är inte en Word-fil (.docx).")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UnreadableWordError("Filen innehåller makron och öppnas inte.")
