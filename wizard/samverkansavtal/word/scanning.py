"""The texts of a Word part, paragraph by paragraph, as a reader sees them.

Tracked deletions are left out and tracked insertions kept. The results of our own fields are left out,
for Word computes them; a result that someone has typed over is kept. Text that is struck through or
hidden gets a mark, so that it differs from the same text unmarked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from samverkansavtal.word.guard import UnreadableWordError

_DEEPEST = 300
_STRUCK = "\u0336"
_OBJECT = "\ufffc"
_SYMBOLS = {
    "tab": "\t",
    "ptab": "\t",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "sym": _OBJECT,
    "drawing": _OBJECT,
    "pict": _OBJECT,
    "object": _OBJECT,
}
_CONTENTS_STYLES = ("TOC", "Contents", "Inneh")  # ours, LibreOffice's, and a Swedish Word's
_STRIKES = {"strike", "dstrike", "vanish"}
_UNREAD = {"moveFrom", "Fallback"}
_COMPUTED = re.compile(r"\s*(?:REF|PAGEREF|PAGE|NUMPAGES|SECTIONPAGES|TOC)\b")
_NUMBER = re.compile(r"\s*(?:[Bb]ilaga\s+|B)?\d[\d.]*\s*")

Attributes = dict[str, str]


class Handler(Protocol):
    """What `parse` tells of a part; names come without their namespace."""

    def start(self, tag: str, attributes: Attributes) -> None: ...
    def end(self, tag: str) -> None: ...
    def characters(self, data: str) -> None: ...


def parse(part: bytes, handler: Handler) -> None:
    """Tell *handler* of every element and text in *part*, in order.

    Raises:
        UnreadableWordError: not well-formed, has a DOCTYPE, or is nested absurdly deep.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableWordError("Filen är nästlad djupare än en Word-fil brukar vara.")
        handler.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(_local(name))

    def refuse(*_: object) -> None:
        raise UnreadableWordError("Filen har en DOCTYPE, vilket Word-filer aldrig har.")

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.characters
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError) as error:
        raise UnreadableWordError("Filen är skadad: en del av den går inte att läsa.") from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def texts_of(part: bytes) -> list[str]:
    """The text of every paragraph in *part*, in order, empty ones too; raises as `parse` does."""
    scanner = TextScanner()
    parse(part, scanner)
    return scanner.texts


@dataclass(slots=True)
class _Field:
    """A field that has begun and not ended."""

    code: str = ""
    result: str = ""
    shown: bool = False  # past its `separate`


class TextScanner:
    """Collects the texts of paragraphs."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._paragraphs: list[str] = []  # open ones; a text box holds paragraphs in a paragraph
        self._fields: list[_Field] = []
        self._unread = 0
        self._inside = ""  # "t" or "instrText" while in one
        self._in_run = False
        self._in_contents = False
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "p": self._start_paragraph,
            "pStyle": self._style,
            "r": self._start_run,
            "fldChar": self._field_character,
            "fldSimple": self._start_simple_field,
        }
        self._ends: dict[str, Callable[[], None]] = {
            "p": self._end_paragraph,
            "r": self._end_run,
            "fldSimple": self._end_field,
        }

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag in self._starts:
            self._starts[tag](attributes)
        elif tag in ("t", "instrText"):
            self._inside = tag
        elif tag in _UNREAD:
            self._unread += 1
        elif self._in_run and tag in _SYMBOLS:
            self._say(_SYMBOLS[tag])
        elif self._in_run and tag in _STRIKES and attributes.get("val") not in ("0", "false", "off"):
            self._say(_STRUCK)

    def end(self, tag: str) -> None:
        if tag in self._ends:
            self._ends[tag]()
        elif tag in ("t", "instrText"):
            self._inside = ""
        elif tag in _UNREAD:
            self._unread -= 1

    def characters(self, data: str) -> None:
        if self._inside == "t":
            self._say(data)
        elif self._inside and self._fields:
            self._fields[-1].code += data

    def _say(self, text: str) -> None:
        """Put *text* into the paragraph, or into the computed field whose result it is."""
        if self._unread or not self._paragraphs:
            return
        computed = next((one for one in reversed(self._fields) if _COMPUTED.match(one.code)), None)
        if computed is None:
            self._paragraphs[-1] += text
        elif computed.shown:
            computed.result += text

    def _start_paragraph(self, _: Attributes) -> None:
        self._paragraphs.append("")
        self._in_contents = False

    def _end_paragraph(self) -> None:
        """End a paragraph; of its fields only the contents run on into the next."""
        for one in self._fields:
            self._keep_typed(one)
        self._fields = [one for one in self._fields if one.code.split()[:1] == ["TOC"]]
        if self._paragraphs:
            self.texts.append(self._paragraphs.pop())

    def _style(self, attributes: Attributes) -> None:
        self._in_contents = attributes.get("val", "").startswith(_CONTENTS_STYLES)

    def _start_run(self, _: Attributes) -> None:
        self._in_run = True

    def _end_run(self) -> None:
        self._in_run = False

    def _start_simple_field(self, attributes: Attributes) -> None:
        self._fields.append(_Field(attributes.get("instr", ""), shown=True))

    def _field_character(self, attributes: Attributes) -> None:
        kind = attributes.get("fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end":
            self._end_field()

    def _end_field(self) -> None:
        if self._fields:
            self._keep_typed(self._fields.pop())

    def _keep_typed(self, ended: _Field) -> None:
        """Keep a result that is no number, unless it is an entry in the contents."""
        typed, ended.result = ended.result, ""
        if typed and not _NUMBER.fullmatch(typed) and not self._in_contents:
            self._paragraphs[-1] += typed
