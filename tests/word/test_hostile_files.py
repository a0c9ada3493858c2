"""Files made to do harm are refused before they are unpacked."""

import struct
import time
import zipfile
from io import BytesIO
from random import random

import pytest

from samverkansavtal.word import UnreadableWordError, agreement_docx, read_back
from word.files import DOCUMENT, packed, parts_of
from word.samples import agreement

WHOLE = agreement_docx(agreement())
PARTS = parts_of(WHOLE)
_SIGN = "<w:p><w:r><w:t>Ort och datum</w:t></w:r></w:p>"
_LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>'
_OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def with_raw(name: str, data: bytes) -> bytes:
    out = BytesIO(packed({one: text for one, text in PARTS.items() if one != name}))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def with_lying_size() -> bytes:
    """The directory says that the text is one byte long."""
    data = bytearray(packed(PARTS))
    at = data.rindex(DOCUMENT.encode()) - 46
    data[at + 24 : at + 28] = struct.pack("<I", 1)
    return bytes(data)


def locked() -> bytes:
    data = bytearray(packed(PARTS))
    at = data.rindex(DOCUMENT.encode()) - 46
    data[at + 8] |= 1
    return bytes(data)


HOSTILE = {
    "empty": b"",
    "no zip": b"%PDF-1.7 " * 50,
    "cut off": WHOLE[:-40],
    "cut in the middle": WHOLE[:2000] + WHOLE[4000:],
    "a zip that is no document": packed({"a.txt": "x"}),
    "no text": packed({name: text for name, text in PARTS.items() if name != DOCUMENT}),
    "too large": b"PK" + bytes(20_000_001),
    "packed too hard": with_raw("word/media/x.bin", bytes(5_000_000)),
    "unpacks to too much": packed(
        {**PARTS, **{f"word/{n}.xml": "0123456789abcdef" * 90_000 for n in range(15)}}
    ),
    "too many parts": packed({**PARTS, **{f"word/x{n}.xml": "<a/>" for n in range(500)}}),
    "the same part twice": packed({**PARTS, "word/DOCUMENT.xml": "<a/>"}),
    "a lying size": with_lying_size(),
    "a password": locked(),
    "macros": with_raw("word/vbaProject.bin", b"x"),
    "an entity bomb": packed({**PARTS, DOCUMENT: _LAUGHS}),
    "an outside entity": packed({**PARTS, DOCUMENT: _OUTSIDE}),
    "a DOCTYPE in another encoding": with_raw(
        DOCUMENT, f'<?xml version="1.0" encoding="UTF-16"?>{_OUTSIDE}'.encode("utf-16")
    ),
    "a DOCTYPE in the manifest": packed(
        {
            **PARTS,
            "customXml/item1.xml": _OUTSIDE.replace("<a>", '<a xmlns="urn:samverkansavtal:manifest:1">'),
        }
    ),
    "nested without end": packed({**PARTS, DOCUMENT: "<a>" * 2000 + "</a>" * 2000}),
    "not XML": packed({**PARTS, DOCUMENT: "<w:document>"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    started = time.perf_counter()
    with pytest.raises(UnreadableWordError, match="Filen"):
        read_back(HOSTILE[name])
    assert time.perf_counter() - started < 1


def test_thousands_of_equal_paragraphs_are_compared_in_time() -> None:
    told = "".join(f"<w:p><w:r><w:t>{random()}</w:t></w:r></w:p>{_SIGN}" for _ in range(5000))
    body = PARTS[DOCUMENT].replace("<w:body>", f"<w:body>{told}", 1)
    started = time.perf_counter()
    assert len(read_back(packed({**PARTS, DOCUMENT: body})).edits) >= 10_000
    assert time.perf_counter() - started < 5
