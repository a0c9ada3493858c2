"""Checks that find nothing prove nothing until they have been seen to find what is broken."""

import pytest

from samverkansavtal.word import agreement_docx
from word.checks import findings
from word.files import DOCUMENT, changed, packed, parts_of
from word.samples import agreement

WHOLE = agreement_docx(agreement(length=20))
_TYPES, _RELS, _STYLES = "[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml"
_EXTERNAL = (
    '<Relationship Id="rId99" Type="x" Target="http://example.org" TargetMode="External"/></Relationships>'
)
_DDE = r"<w:instrText> DDEAUTO cmd </w:instrText>"

# what to replace, by what, in which part
FAULTS: dict[str, tuple[str, str, str]] = {
    "a field that never ends": ('<w:fldChar w:fldCharType="end"/>', "", DOCUMENT),
    "a field that never begins": ('<w:fldChar w:fldCharType="begin"/>', "", DOCUMENT),
    "a field that runs a program": (
        r'<w:instrText xml:space="preserve"> REF p_1_2 \r \h </w:instrText>',
        _DDE,
        DOCUMENT,
    ),
    "a reference to nothing": ("REF p_1_2 ", "REF p_9_9 ", DOCUMENT),
    "a reference with the wrong number": (">1.2<", ">1.3<", DOCUMENT),
    "a link to nothing": ('w:anchor="s_1"', 'w:anchor="s_x"', DOCUMENT),
    "a bookmark name used twice": ('w:name="p_1_2"', 'w:name="p_1_1"', DOCUMENT),
    "a bookmark id used twice": ('<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="1"', DOCUMENT),
    "a bookmark that never ends": ('<w:bookmarkEnd w:id="3"/>', "", DOCUMENT),
    "a bookmark name of 41 signs": ('w:name="p_1_1"', f'w:name="{"p" * 41}"', DOCUMENT),
    "a style that is not there": ('<w:pStyle w:val="Provision"/>', '<w:pStyle w:val="Punkt"/>', DOCUMENT),
    "a table style on a paragraph": (
        '<w:pStyle w:val="Provision"/>',
        '<w:pStyle w:val="AgreementTable"/>',
        DOCUMENT,
    ),
    "a list that is not there": ('<w:numId w:val="6"/>', '<w:numId w:val="99"/>', DOCUMENT),
    "a list without a definition": (
        '<w:abstractNumId w:val="3"/>',
        '<w:abstractNumId w:val="9"/>',
        "word/numbering.xml",
    ),
    "a style based on nothing": ('<w:basedOn w:val="Heading1"/>', '<w:basedOn w:val="Rubrik"/>', _STYLES),
    "a row with too few cells": ('<w:gridCol w:w="', '<w:gridCol/><w:gridCol w:w="', DOCUMENT),
    "a cell without a paragraph": ("</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", DOCUMENT),
    "a header row that is not repeated": ("<w:tblHeader/>", "", DOCUMENT),
    "a row that may be split": ("<w:cantSplit/>", "", DOCUMENT),
    "a table without a caption": ('<w:tblCaption w:val="Parter"/>', "", DOCUMENT),
    "direct formatting": ('<w:rPr><w:rStyle w:val="DefinedTerm"/>', "<w:rPr><w:b/>", DOCUMENT),
    "space made of an empty paragraph": (
        "<w:tbl>",
        '<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr></w:p><w:tbl>',
        DOCUMENT,
    ),
    "a text box": ("<w:tbl>", "<w:p><w:r><w:pict/></w:r></w:p><w:tbl>", DOCUMENT),
    "an external relationship": ("</Relationships>", _EXTERNAL, _RELS),
    "a relationship to a missing part": ('Target="styles.xml"', 'Target="stilar.xml"', _RELS),
    "a content type for a missing part": ("/word/styles.xml", "/word/stilar.xml", _TYPES),
    "contents that name another heading": (
        ">Parter</w:t></w:r></w:hyperlink>",
        ">Part</w:t></w:r></w:hyperlink>",
        DOCUMENT,
    ),
}


def test_the_file_is_whole_before_it_is_broken() -> None:
    assert findings(WHOLE) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_every_planted_fault_is_found(fault: str) -> None:
    old, new, part = FAULTS[fault]
    assert findings(changed(WHOLE, old, new, part))


def test_an_order_that_word_does_not_like_is_found() -> None:
    parts = parts_of(WHOLE)
    first = parts.pop("[Content_Types].xml")
    assert findings(packed({**parts, "[Content_Types].xml": first}))
