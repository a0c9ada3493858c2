"""The file itself: a zip that is the same each time.

Parts that never change are read and deflated once. Entries are dated 1980-01-01 and stand in a fixed
order, `[Content_Types].xml` first.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from xml.parsers import expat

from samverkansavtal.content.folders import content_folder
from samverkansavtal.word.wiring import NUMBERING, PARTS, wiring

STATIC = {
    "word/styles.xml": "styles.xml",
    NUMBERING: "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme/theme1.xml": "theme.xml",
}
_NOISE = re.compile(r"<!--.*?-->|(?<=>)\s+(?=<)", re.DOTALL)
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_ZIP_VERSION = 20
_DEFLATED = 8
_FIRST_OF_JANUARY_1980 = 0x0021


class Entry(NamedTuple):
    """A part as it lies in the zip."""

    name: bytes
    checksum: int
    size: int
    deflated: bytes


def docx(parts: Mapping[str, str]) -> bytes:
    """A Word file of *parts*, and of the static ones they do not replace.

    Raises:
        xml.parsers.expat.ExpatError: a part is not well-formed, which is a mistake in this package.
    """
    for text in parts.values():
        expat.ParserCreate().Parse(text, True)
    names = tuple(name for name in PARTS if name in parts or name in STATIC)
    changing = {name: _entry(name, text) for name, text in parts.items()}
    return zipped([*_wiring(names), *(changing.get(name) or _static(name) for name in names)])


def numbering_part(lists: Sequence[int], first: int) -> str:
    """The numbering with a list more for each abstract list in *lists*, each starting anew."""
    more = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number, abstract in enumerate(lists, first)
    )
    return _source(NUMBERING).replace("</w:numbering>", f"{more}</w:numbering>")


@cache
def _source(name: str) -> str:
    """A part in `templates/word/` without its comments and indentation."""
    source = (content_folder("templates") / "word" / STATIC[name]).read_text("utf-8")
    return _NOISE.sub("", source)


@cache
def _static(name: str) -> Entry:
    return _entry(name, _source(name))


@cache
def _wiring(names: tuple[str, ...]) -> tuple[Entry, ...]:
    return tuple(_entry(name, text) for name, text in wiring(names).items())


def _entry(name: str, text: str) -> Entry:
    data = text.encode()
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Entry(name.encode(), zlib.crc32(data), len(data), deflater.compress(data) + deflater.flush())


def zipped(entries: Iterable[Entry]) -> bytes:
    """A zip of *entries* in their order, with no trace of when or where it was made."""
    local, central, offset, count = [], [], 0, 0
    for entry in entries:
        shared = (_ZIP_VERSION, 0, _DEFLATED, 0, _FIRST_OF_JANUARY_1980)
        sizes = (entry.checksum, len(entry.deflated), entry.size, len(entry.name), 0)
        head = _LOCAL.pack(b"PK\3\4", *shared, *sizes) + entry.name
        central.append(
            _CENTRAL.pack(b"PK\1\2", _ZIP_VERSION, *shared, *sizes, 0, 0, 0, 0, offset) + entry.name
        )
        local += [head, entry.deflated]
        offset += len(head) + len(entry.deflated)
        count += 1
    directory = b"".join(central)
    end = _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*local, directory, end))
