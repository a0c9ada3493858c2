"""A Word file read back: where it came from, and what has been changed by hand since it was drafted."""

import posixpath
import re
from dataclasses import dataclass

from samverkansavtal.word.characters import normalised
from samverkansavtal.word.comparing import Edit, body_edits, margin_edits, note_edits
from samverkansavtal.word.guard import Parts, UnreadableWordError
from samverkansavtal.word.manifest import NAMESPACE, Manifest, manifest_from
from samverkansavtal.word.scanning import Attributes, parse, texts_of

_MANIFEST = re.compile(r"customXml/item\d+\.xml")
_MARGINS = r"(?:header|footer)\d*\.xml"
_NOTES = r"(?:footnotes|endnotes)\d*\.xml"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a file remembers and what was done to it; without a manifest nothing can be said of edits."""

    manifest: Manifest | None
    edits: tuple[Edit, ...]


def read_back(data: bytes) -> ReadBack:
    """The manifest of a Word file and the changes made to its text since; formatting is not compared.

    Raises:
        UnreadableWordError: the file is no Word file, or not safe to open.
    """
    parts = Parts(data)
    main = main_part(parts)
    texts = _said(parts.read(main))
    manifest = _manifest(parts)
    if manifest is None:
        return ReadBack(None, ())
    folder = re.escape(posixpath.dirname(main))
    margins = _texts_in(parts, f"{folder}/{_MARGINS}")
    notes = _texts_in(parts, f"{folder}/{_NOTES}")
    return ReadBack(
        manifest,
        (*body_edits(manifest.units, texts), *margin_edits(manifest.margins, margins), *note_edits(notes)),
    )


def _said(part: bytes) -> list[str]:
    """The texts of a part as they are compared, without the empty ones."""
    return [said for text in texts_of(part) if (said := normalised(text))]


def _texts_in(parts: Parts, pattern: str) -> list[str]:
    names = [name for name in parts.names if re.fullmatch(pattern, name)]
    return [text for name in names for text in _said(parts.read(name))]


class _Elements:
    """Collects a small part: its elements' attributes by name, and all its text."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Attributes]] = []
        self.text: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self.found.append((tag, attributes))

    def end(self, tag: str) -> None: ...

    def characters(self, data: str) -> None:
        self.text.append(data)


def main_part(parts: Parts) -> str:
    """The name of the part that holds the text; Word on the web does not always call it document.xml."""
    elements = _Elements()
    parse(parts.read("_rels/.rels"), elements)
    for tag, attributes in elements.found:
        if tag == "Relationship" and attributes.get("Type", "").endswith("/officeDocument"):
            name = attributes.get("Target", "").lstrip("/")
            if name in parts.names:
                return name
    raise UnreadableWordError("Filen är inte en Word-fil: den saknar text.")


def _manifest(parts: Parts) -> Manifest | None:
    return manifest_from(custom_text(parts, NAMESPACE))


def custom_text(parts: Parts, namespace: str) -> str:
    """The text of the custom part of *namespace*, "" when there is none."""
    for name in filter(_MANIFEST.fullmatch, parts.names):
        part = parts.read(name)
        if namespace.encode() in part:
            elements = _Elements()
            parse(part, elements)
            return "".join(elements.text)
    return ""
