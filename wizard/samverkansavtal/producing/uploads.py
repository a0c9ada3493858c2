"""A Word file that somebody has changed elsewhere and sends back: what was changed is told, nothing is overwritten."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from samverkansavtal.errors import SamverkanError
from samverkansavtal.producing.versions import Version, of_draft, upload_name
from samverkansavtal.storing.names import file_name
from samverkansavtal.storing.shelf import Shelf, in_turn

if TYPE_CHECKING:
    from samverkansavtal.word import Edit, Manifest, ReadBack

MOST = 20  # kept copies of one version


class UploadError(SamverkanError):
    """The file cannot be compared; nothing of it is kept."""


@dataclass(frozen=True)
class Compared:
    """What was changed by hand in a file: against which version, and `kept` as what, "" when nothing was."""

    version: int
    edits: "tuple[Edit, ...]"
    kept: str

    @property
    def sentence(self) -> str:
        """What to tell whoever sent it."""
        if not self.edits:
            return f"Texten är densamma som i version {self.version}. Filen sparades därför inte."
        return (
            f"Filen är version {self.version} med ändringar gjorda för hand. Den är sparad som {self.kept}. "
            "Ingen fil är överskriven och inget svar är ändrat. Ingen regel har läst ändringarna."
        )


def compare(data: bytes, shelf: Shelf) -> Compared:
    """Keep a Word file beside the version it was made from, and return what was changed in it by hand.

    Raises:
        UploadError: it is no Word file of this draft, or there are too many copies already.
        StorageError: it could not be kept.
    """
    found = _read(data)
    if found.manifest is None:
        _refuse_sheet(data)
        raise UploadError(
            "Filen minns inte vilket utkast den kommer från, så den går inte att jämföra. "
            "Välj en Word-fil av avtalet som är skapad här, och spara den som .docx i Word."
        )
    version = _version(found.manifest, shelf)
    if not found.edits:
        return Compared(version.number, (), "")
    manifest = found.manifest
    return Compared(
        version.number, found.edits, in_turn(lambda: _keep(data, _version(manifest, shelf), shelf))
    )


def _refuse_sheet(data: bytes) -> None:
    """Raise UploadError when the file is a party's sheet: it is read another way."""
    from samverkansavtal.word import read_form

    if read_form(data) is not None:
        raise UploadError(
            "Filen är ett partsblad, och ett partsblad jämförs inte. "
            "Välj ”Läs in ett partsblad” på sidan Filer."
        )


def kept_before(name: str, shelf: Shelf) -> Compared:
    """Return what was changed by hand in a file that was kept before.

    Raises:
        UploadError: it can no longer be compared.
        StorageError: there is none of that name, or it cannot be read.
    """
    found = _read(shelf.read(name))
    version = found.manifest.version if found.manifest else 0
    return Compared(version, found.edits, name)


def _read(data: bytes) -> "ReadBack":
    from samverkansavtal.word import UnreadableWordError, read_back

    try:
        return read_back(data)
    except UnreadableWordError as error:
        raise UploadError(f"{error} Välj en Word-fil av avtalet som är skapad här.") from None


def _version(manifest: "Manifest", shelf: Shelf) -> Version:
    """Return the version that *manifest* was written for; what it says of itself is not enough."""
    named = of_draft(shelf.names(), file_name(manifest.title))
    if not named:
        raise UploadError("Filen kommer från ett annat utkast. Öppna det utkastet och jämför den där.")
    version = next((one for one in named if one.number == manifest.version), None)
    if version is None or not _made(manifest, shelf.read(version.agreement)):
        raise UploadError(
            f"Filen säger att den är version {manifest.version}, men den versionen har inte skapats här. "
            "Välj en Word-fil som är skapad från det här utkastet."
        )
    return version


def _made(manifest: "Manifest", data: bytes) -> bool:
    """Return whether the file on the shelf remembers the same: model, day, library and every paragraph."""
    try:
        return _read(data).manifest == manifest
    except UploadError:
        return False


def _keep(data: bytes, version: Version, shelf: Shelf) -> str:
    """Return what the file is kept as; one that is there already is not kept twice."""
    for name in version.uploads:
        if shelf.read(name) == data:
            return name
    if len(version.uploads) >= MOST:
        raise UploadError(
            f"Det finns redan {MOST} ändrade filer av version {version.number}. Skapa en ny version av avtalet först."
        )
    taken = shelf.names()
    number = 1
    while (name := upload_name(version.base, version.number, number)) in taken:
        number += 1
    shelf.add({name: data})
    return name
