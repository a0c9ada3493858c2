"""What a new version says that the one before did not, for the cover."""

from samverkansavtal.content.records import Library
from samverkansavtal.producing.versions import Version
from samverkansavtal.storing.shelf import Shelf

MOST = 10


def news(
    data: bytes, number: int, found: tuple[Version, ...], library: Library, shelf: Shelf
) -> tuple[str, ...]:
    """Return sentences about where the agreement *data* differs from the newest version below *number*.

    Raises:
        StorageError: that version's file cannot be read.
    """
    from samverkansavtal.word import UnreadableWordError, differences, read_back

    earlier = [version for version in found if version.number < number]
    if not earlier:
        return ()
    try:
        before = read_back(shelf.read(earlier[-1].agreement)).manifest
    except UnreadableWordError:
        return ()
    after = read_back(data).manifest
    if before is None or after is None:
        return ()
    told = [
        f"{what}: {place} ({_title(provision, library)})"
        for what, provision, place in differences(before.units, after.units)
    ]
    more = (f"Och {len(told) - MOST} ställen till.",) if len(told) > MOST else ()
    return (*told[:MOST], *more)


def _title(provision: str, library: Library) -> str:
    known = library.provisions.get(provision)
    return known.title if known else provision
