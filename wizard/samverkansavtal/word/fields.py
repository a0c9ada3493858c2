"""Fields: what Word computes itself, always with the right answer written in beforehand.

Only PAGE, NUMPAGES, REF, PAGEREF and TOC are ever written.
"""

from samverkansavtal.word.characters import attribute, text_markup

_CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_BEGIN, _SEPARATE, _END = (_CHAR.format(kind) for kind in ("begin", "separate", "end"))


def field_opening(instruction: str) -> str:
    """The runs that begin a field, up to its cached result."""
    code = f'<w:r><w:instrText xml:space="preserve"> {attribute(instruction)} </w:instrText></w:r>'
    return f"{_BEGIN}{code}{_SEPARATE}"


def field_closing() -> str:
    """The run that ends a field."""
    return _END


def field(instruction: str, cached: str, properties: str = "") -> str:
    """A whole field with *cached* as what is shown until Word computes it anew."""
    return f"{field_opening(instruction)}<w:r>{properties}{text_markup(cached)}</w:r>{_END}"


def page_of_pages(pages: int) -> str:
    """ "1 (6)", with *pages* as the cached total."""
    before, after = text_markup(" ("), text_markup(")")
    total = field("NUMPAGES", str(max(pages, 1)))
    return f"{field('PAGE', '1')}<w:r>{before}</w:r>{total}<w:r>{after}</w:r>"


def reference(bookmark: str, number: str, properties: str = "") -> str:
    """A live reference that shows the number of the paragraph at *bookmark*.

    `\\r` gives the whole label of the paragraph, for annexes "Bilaga 1".
    """
    lower = r" \* Lower" if number[:1].islower() else ""
    return field(rf"REF {bookmark} \r \h{lower}", number, properties)


def page_reference(bookmark: str, page: int) -> str:
    """A live page number, for the contents."""
    return field(rf"PAGEREF {bookmark} \h", str(page))
