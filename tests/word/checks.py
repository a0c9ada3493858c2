"""What no schema says of a Word file and a reader would notice: `findings(data)` lists what is wrong."""

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise, takewhile
from xml.etree import ElementTree as ET

from word.numbers import Numbers, W, value

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_FIELDS = {"PAGE", "NUMPAGES", "REF", "TOC", "PAGEREF"}
_PARAGRAPH_PROPERTIES = {"pStyle", "keepNext", "numPr", "sectPr"}
_RANGES = {"bookmarkStart", "bookmarkEnd"}

Element = ET.Element
Parts = dict[str, Element]


def findings(data: bytes) -> list[str]:
    """Everything that is wrong with the file; empty when it is as it should be."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        parts = {name: ET.fromstring(archive.read(name)) for name in names}
    found = [] if names[0] == "[Content_Types].xml" else ["[Content_Types].xml is not first"]
    return found + [finding for check in _CHECKS for finding in check(parts)]


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def text_of(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(W + "t"))


def _stories(parts: Parts, *more: str) -> Iterator[tuple[str, Element]]:
    for name, root in parts.items():
        if local(root) in ("document", "hdr", "ftr") or name in more:
            yield name, root


def _package(parts: Parts) -> Iterator[str]:
    types = parts["[Content_Types].xml"]
    overrides = {one.get("PartName", "")[1:] for one in types.iter(_TYPES + "Override")}
    defaults = {one.get("Extension") for one in types.iter(_TYPES + "Default")}
    yield from (f"content type for missing part {name}" for name in sorted(overrides - set(parts)))
    for name in parts:
        if name not in overrides and name.rpartition(".")[2] not in defaults:
            yield f"no content type for {name}"


def _relationships(parts: Parts) -> Iterator[str]:
    reached = {"[Content_Types].xml"}
    for name in (name for name in parts if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        ids = Counter(one.get("Id", "") for one in parts[name])
        yield from (f"{name}: duplicate id {one}" for one, count in ids.items() if count > 1)
        for one in parts[name].iter(_REL + "Relationship"):
            target = posixpath.normpath(posixpath.join(folder, one.get("Target", "")))
            reached |= {name, target}
            if one.get("TargetMode") == "External":
                yield f"{name}: external relationship to {one.get('Target')}"
            elif target not in parts:
                yield f"{name}: leads to missing part {target}"
    yield from (f"{name}: nothing leads to it" for name in sorted(set(parts) - reached))


def _styles(parts: Parts) -> Iterator[str]:
    styles = list(parts["word/styles.xml"].iter(W + "style"))
    defined = {value(one, "styleId"): value(one, "type") for one in styles}
    if len(defined) != len(styles):
        yield "duplicate style ids"
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    for name, root in _stories(parts, "word/numbering.xml"):
        for element in root.iter():
            kind = kinds.get(local(element))
            if kind and defined.get(value(element)) != kind:
                yield f"{name}: no {kind} style {value(element)!r}"
    for style in styles:
        for tag in ("basedOn", "next", "link"):
            other = style.find(W + tag)
            if other is not None and value(other) not in defined:
                yield f"style {value(style, 'styleId')}: {tag} unknown {value(other)!r}"


def _lists(parts: Parts) -> Iterator[str]:
    numbering = parts["word/numbering.xml"]
    abstract = {value(one, "abstractNumId") for one in numbering.iter(W + "abstractNum")}
    nums = [value(one, "numId") for one in numbering.iter(W + "num")]
    if len(set(nums)) != len(nums):
        yield "duplicate numId"
    for num in numbering.iter(W + "num"):
        if value(num.find(W + "abstractNumId")) not in abstract:
            yield f"list {value(num, 'numId')} has no definition"
    for name, root in _stories(parts, "word/styles.xml"):
        for one in root.iter(W + "numId"):
            if value(one) not in (*nums, "0"):
                yield f"{name}: numId {value(one)} is not defined"


def _bookmarks(parts: Parts) -> Iterator[str]:
    for name, root in _stories(parts):
        starts = list(root.iter(W + "bookmarkStart"))
        ends = Counter(value(one, "id") for one in root.iter(W + "bookmarkEnd"))
        for what in ("name", "id"):
            counts = Counter(value(one, what) for one in starts)
            yield from (
                f"{name}: bookmark {what} {one!r} twice" for one, count in counts.items() if count > 1
            )
        for one in starts:
            if not re.fullmatch(r"[^\W\d]\w{0,39}", value(one, "name")):
                yield f"{name}: bookmark name {value(one, 'name')!r}"
        if ends != Counter({value(one, "id"): 1 for one in starts}):
            yield f"{name}: bookmarks are not closed once each"


def _fields(parts: Parts) -> Iterator[str]:
    for name, root in _stories(parts):
        depth = 0
        for element in root.iter():
            kind = value(element, "fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind, 0)
            if depth < 0:
                yield f"{name}: a field ends that never began"
            if local(element) == "fldSimple":
                yield f"{name}: a simple field {value(element, 'instr')!r}"
            if local(element) == "instrText" and (element.text or "").split()[0] not in _FIELDS:
                yield f"{name}: field {element.text!r} is not one of ours"
        if depth > 0:
            yield f"{name}: {depth} fields are not closed"


def _cached(root: Element) -> Iterator[tuple[list[str], str]]:
    """The code of each field, in words, and the text it shows."""
    unfinished: list[tuple[list[str], list[str]]] = []
    for element in root.iter():
        kind = value(element, "fldCharType")
        if kind == "begin":
            unfinished.append(([], []))
        elif kind == "end" and unfinished:
            code, shown = unfinished.pop()
            yield " ".join(code).split(), "".join(shown)
        elif local(element) in ("instrText", "t") and unfinished:
            unfinished[-1][local(element) == "t"].append(element.text or "")


def _references(parts: Parts) -> Iterator[str]:
    numbers = _numbers(parts).of_bookmark
    for name, root in _stories(parts):
        for code, shown in _cached(root):
            if code[:1] in (["REF"], ["PAGEREF"]) and code[1] not in numbers:
                yield f"{name}: {' '.join(code)} leads nowhere"
            elif code[:1] == ["REF"] and shown.lower() != numbers[code[1]].lower():
                yield f"{name}: reference to {code[1]} shows {shown!r}, not {numbers[code[1]]!r}"
        for link in root.iter(W + "hyperlink"):
            if value(link, "anchor") not in numbers:
                yield f"{name}: link to missing {value(link, 'anchor')!r}"


def _between(parts: Parts) -> Iterator[str]:
    body = parts["word/document.xml"][0]
    blocks = [local(one) for one in body if local(one) not in _RANGES]
    if ("tbl", "tbl") in pairwise(blocks):
        yield "two tables in a row become one"
    if blocks[-2:] == ["tbl", "sectPr"]:
        yield "no paragraph after the last table"


def _tables(parts: Parts) -> Iterator[str]:
    for table in parts["word/document.xml"].iter(W + "tbl"):
        rows = table.findall(W + "tr")
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        if {len(row.findall(W + "tc")) for row in rows} != {columns}:
            yield f"a row has not {columns} cells"
        if any(len(cell) == 0 or local(cell[-1]) != "p" for cell in table.iter(W + "tc")):
            yield "a cell does not end with a paragraph"
        if not value(table.find(f"{W}tblPr/{W}tblCaption")):
            yield "a table has no caption for screen readers"
        head = value(table.find(f"{W}tblPr/{W}tblLook"), "firstRow") == "1"
        if head and rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield "a header row is not repeated"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield "a row may be split over two pages"


def _formatting(parts: Parts) -> Iterator[str]:
    for name, root in _stories(parts):
        for properties in root.iter(W + "rPr"):
            if {local(one) for one in properties} != {"rStyle"}:
                yield f"{name}: direct formatting {[local(one) for one in properties]}"
        for paragraph in root.iter(W + "p"):
            used = {local(one) for one in paragraph.iterfind(f"{W}pPr/*")}
            if not {"pStyle"} <= used <= _PARAGRAPH_PROPERTIES:
                yield f"{name}: a paragraph is formatted by {sorted(used)}"


def _emptiness(parts: Parts) -> Iterator[str]:
    body = parts["word/document.xml"][0]
    for paragraph in body.findall(W + "p"):
        if not text_of(paragraph).strip() and value(paragraph.find(f"{W}pPr/{W}pStyle")) != "AfterTable":
            yield "an empty paragraph is used as space"
    for box in ("txbxContent", "pict", "drawing", "object"):
        if body.find(f".//{W}{box}") is not None:
            yield f"a {box} in the text"


def _contents(parts: Parts) -> Iterator[str]:
    """The contents must have the headings, with their numbers, in order."""
    entries = [_entry(link) for link in parts["word/document.xml"].iter(W + "hyperlink")]
    paragraphs = _numbers(parts).paragraphs
    headings = [label + text for style, label, text in paragraphs if style in ("Heading1", "AnnexHeading")]
    if entries and entries != headings:
        yield "the contents differ from the headings"


def _entry(link: Element) -> str:
    """The text of an entry up to its page number."""
    words = takewhile(lambda one: local(one) != "fldChar", link.iter())
    return "".join(one.text or "" for one in words if local(one) == "t")


def _numbers(parts: Parts) -> Numbers:
    return Numbers(parts["word/document.xml"], parts["word/numbering.xml"], parts["word/styles.xml"])


_CHECKS: tuple[Callable[[Parts], Iterator[str]], ...] = (
    _package,
    _relationships,
    _styles,
    _lists,
    _bookmarks,
    _fields,
    _references,
    _between,
    _tables,
    _formatting,
    _emptiness,
    _contents,
)
