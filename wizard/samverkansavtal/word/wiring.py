"""How the parts of a file hang together: what each is, and which part leads to it."""

import posixpath
from collections.abc import Sequence
from typing import NamedTuple

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{_OFFICE}/relationships"'
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OPC = "application/vnd.openxmlformats-package."

CONTENT_TYPES = "[Content_Types].xml"
DOCUMENT = "word/document.xml"
NUMBERING = "word/numbering.xml"
HEAD = "word/header1.xml"
FOOT = "word/footer1.xml"
COVER_FOOT = "word/footer2.xml"
CORE = "docProps/core.xml"
MANIFEST = "customXml/item1.xml"
MANIFEST_PROPERTIES = "customXml/itemProps1.xml"


class Part(NamedTuple):
    """A part that a file may have: who leads to it, by which relation, and its content type."""

    owner: str
    relation: str
    type: str


PARTS = {
    DOCUMENT: Part("", f"{_OFFICE}/relationships/officeDocument", f"{_WORD}document.main+xml"),
    CORE: Part("", f"{_PACKAGE}/relationships/metadata/core-properties", f"{_OPC}core-properties+xml"),
    "word/styles.xml": Part(DOCUMENT, f"{_OFFICE}/relationships/styles", f"{_WORD}styles+xml"),
    NUMBERING: Part(DOCUMENT, f"{_OFFICE}/relationships/numbering", f"{_WORD}numbering+xml"),
    "word/settings.xml": Part(DOCUMENT, f"{_OFFICE}/relationships/settings", f"{_WORD}settings+xml"),
    "word/fontTable.xml": Part(DOCUMENT, f"{_OFFICE}/relationships/fontTable", f"{_WORD}fontTable+xml"),
    "word/theme/theme1.xml": Part(
        DOCUMENT, f"{_OFFICE}/relationships/theme", "application/vnd.openxmlformats-officedocument.theme+xml"
    ),
    HEAD: Part(DOCUMENT, f"{_OFFICE}/relationships/header", f"{_WORD}header+xml"),
    FOOT: Part(DOCUMENT, f"{_OFFICE}/relationships/footer", f"{_WORD}footer+xml"),
    COVER_FOOT: Part(DOCUMENT, f"{_OFFICE}/relationships/footer", f"{_WORD}footer+xml"),
    MANIFEST: Part(DOCUMENT, f"{_OFFICE}/relationships/customXml", "application/xml"),
    MANIFEST_PROPERTIES: Part(
        MANIFEST,
        f"{_OFFICE}/relationships/customXmlProps",
        "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    ),
}
RELATION_IDS = {name: f"rId{index}" for index, name in enumerate(PARTS, 1)}


def wiring(names: Sequence[str]) -> dict[str, str]:
    """The content types and relationships of a file that has the parts *names*."""
    made = {CONTENT_TYPES: _content_types(names)}
    for owner in dict.fromkeys(PARTS[name].owner for name in names):
        folder, base = posixpath.split(owner)
        made[posixpath.join(folder, "_rels", f"{base}.rels")] = _relationships(owner, names)
    return made


def _content_types(names: Sequence[str]) -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{PARTS[name].type}"/>'
        for name in names
        if PARTS[name].type != "application/xml"
    )
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{_OPC}relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(owner: str, names: Sequence[str]) -> str:
    folder = posixpath.dirname(owner)
    links = "".join(
        f'<Relationship Id="{RELATION_IDS[name]}" Type="{PARTS[name].relation}" '
        f'Target="{posixpath.relpath(name, folder or ".")}"/>'
        for name in names
        if PARTS[name].owner == owner
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'
