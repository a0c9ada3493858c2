"""Pages: A4 with 2.5 cm margins, and what stands at the head and foot of them."""

from samverkansavtal.word.characters import text_markup
from samverkansavtal.word.fields import page_of_pages
from samverkansavtal.word.wiring import NAMESPACES, XML

_SIZE = (
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="{edge}" w:right="1417" w:bottom="{edge}" w:left="1417" w:header="{part}" w:footer="{part}" '
    'w:gutter="0"/><w:cols w:space="708"/>'
)
_ROOMY = _SIZE.replace('w:header="{part}"', 'w:header="709"').format(edge=1417, part=624)
_TIGHT = _SIZE.format(edge=850, part=397)  # 1.5 cm above and below: a paper that should be short


def page_layout(*, foot: str, head: str = "", tight: bool = False) -> str:
    """The properties of a run of pages; *foot* and *head* are relationship ids.

    The first page has the same foot but no head: what the head says stands there in large.
    """
    heads = f'<w:headerReference w:type="default" r:id="{head}"/>' if head else ""
    feet = "".join(f'<w:footerReference w:type="{kind}" r:id="{foot}"/>' for kind in ("default", "first"))
    return f"<w:sectPr>{heads}{feet}{_TIGHT if tight else _ROOMY}<w:titlePg/></w:sectPr>"


def head_part(text: str) -> str:
    """The part that holds the running head."""
    return (
        f'{XML}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"<w:r>{text_markup(text)}</w:r></w:p></w:hdr>"
    )


def foot_text(text: str) -> str:
    """How a foot with *text* reads when its page numbers are left out."""
    return f"{text} ()"


def foot_part(text: str, pages: int) -> str:
    """The part that holds the running foot: *text* to the left and "1 (6)" to the right.

    A cover is counted too. To begin anew after it would need SECTIONPAGES, which LibreOffice and
    most readers show as it was when the file was made.
    """
    return (
        f'{XML}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"<w:r>{text_markup(text)}</w:r><w:r><w:tab/></w:r>{page_of_pages(pages)}</w:p></w:ftr>"
    )
