"""What someone answers is text, whatever it looks like."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkansavtal.drafting.tree import Mark, Run
from samverkansavtal.word import agreement_docx, read_back
from word.checks import findings
from word.files import DOCUMENT, parts_of
from word.numbers import W
from word.samples import saying

PRINTABLE = st.text(st.characters().filter(str.isprintable), min_size=1, max_size=60)
HOSTILE = (
    "<w:p/><w:tbl>",
    "]]></w:t></w:r><w:r><w:instrText>DDEAUTO c:\\cmd</w:instrText></w:r>",
    '{ DDEAUTO "cmd" } { INCLUDETEXT "http://x" }',
    "&#x0; &lt; &amp;amp; <!-- -- --> <?xml?> <![CDATA[",
    "{{ part.namn }} {% for x in y %} \\u0000",
    '" w:val="x',
)


def as_text(element: ET.Element) -> str:
    if element.tag == W + "t":
        return element.text or ""
    return {W + "br": "\n", W + "tab": "\t"}.get(element.tag, "")


def said_in(data: bytes, style: str = "Provision") -> str:
    """The text of the first paragraph in *style*, as any reader of the standard would read it."""
    for paragraph in ET.fromstring(parts_of(data)[DOCUMENT]).iter(W + "p"):
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        if found is not None and found.get(W + "val") == style:
            return "".join(map(as_text, paragraph.iter()))
    return ""


@settings(max_examples=150, deadline=None)
@given(PRINTABLE, st.sampled_from(Mark))
def test_any_printable_text_comes_back_as_it_was(text: str, mark: Mark) -> None:
    assert said_in(agreement_docx(saying(Run(text, mark)))) == text


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_no_character_at_all_breaks_the_file(text: str) -> None:
    data = agreement_docx(saying("x" + text, title=text + "x"))
    assert read_back(data).edits == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_looks_like_structure_stays_text(text: str) -> None:
    data = agreement_docx(saying(text, title=text))
    assert said_in(data) == text
    assert said_in(data, "Title") == text
    assert findings(data) == []
    assert parts_of(data)[DOCUMENT].count("<w:p>") == parts_of(agreement_docx(saying("x")))[DOCUMENT].count(
        "<w:p>"
    )


def test_line_breaks_and_tabs_come_back() -> None:
    assert said_in(agreement_docx(saying("en\r\ntvå\tre\rfyra"))) == "en\ntvå\tre\nfyra"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1b", "\ufffe", "\ud800", "\u202e", "\u2066"])
def test_what_may_not_stand_in_a_document_is_seen_to_be_missing(sign: str) -> None:
    assert said_in(agreement_docx(saying(f"a{sign}b"))) == "a\ufffdb"
