"""What has been changed by hand in Word files that were written earlier."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from samverkansavtal.producing.versions import Version
from samverkansavtal.storing.shelf import Shelf


def hand_made(name: str, data: bytes) -> Iterator[str]:
    """Yield sentences about what has been changed by hand in the Word file *name*."""
    from samverkansavtal.word import UnreadableWordError, read_back

    try:
        found = read_back(data)
    except UnreadableWordError as error:
        yield f"{name} går inte att läsa ({error}), så vi vet inte vad som är ändrat i den."
        return
    if found.manifest is None:
        yield f"{name} är sparad så att vi inte kan se vad som är ändrat i den."
    if found.edits:
        places = ", ".join(dict.fromkeys(edit.place for edit in found.edits))
        yield f"{name} är ändrad för hand i {places}. Ändringarna finns kvar i den filen men inte här, och ingen regel har läst dem."


def changed_in(version: Version, shelf: Shelf) -> tuple[str, ...]:
    """Return what has been changed by hand in a version: in its file, and in copies that were sent back.

    Raises:
        StorageError: a file cannot be read.
    """
    names = (version.agreement, *version.uploads)
    return tuple(sentence for name in names for sentence in hand_made(name, shelf.read(name)))


def same_parts(one: bytes, other: bytes) -> bool:
    """Return whether two Word files hold the same parts; machines may compress them differently."""
    try:
        parts = [
            {name: pack.read(name) for name in pack.namelist()}
            for pack in map(zipfile.ZipFile, map(BytesIO, (one, other)))
        ]
    except zipfile.BadZipFile:
        return False
    return parts[0] == parts[1]
