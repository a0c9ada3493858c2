"""The table of contents, and when there is one."""

from collections.abc import Mapping
from math import ceil

from samverkansavtal.drafting.tree import Agreement, Block, Items, Paragraph, Run, Section, Signatures, Table
from samverkansavtal.word.characters import text_markup
from samverkansavtal.word.fields import field_closing, field_opening, page_reference
from samverkansavtal.word.sheet import Sheet
from samverkansavtal.word.signatures import pairs

PAGES_WITH_CONTENTS = 6
_PAGE = 700  # points of text on a page
_LINE = 15.5
_FRONT = 150  # title, status, references and notice
_HEADING = 47
_OPENING = (
    "<w:sdt><w:sdtPr><w:docPartObj>"
    '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
    "</w:docPartObj></w:sdtPr><w:sdtContent>"
)


def estimated_pages(agreement: Agreement) -> int:
    """About how many pages the agreement fills, its cover not counted.

    A page holds 700 points: 15.5 for a line of 88 characters (80 in a list), 6 between paragraphs,
    47 for a heading, 24 for a table row and 13 for each further line in it, 215 for a row of signatures. Annexes begin on a new page.
    """
    body = ceil((_FRONT + sum(map(_height, agreement.sections))) / _PAGE)
    return body + sum(ceil(_height(annex) / _PAGE) for annex in agreement.annexes)


def _height(section: Section) -> float:
    blocks = (block for provision in section.provisions for block in provision.blocks)
    return _HEADING + sum(map(_block_height, blocks))


def _block_height(block: Block) -> float:
    match block:
        case Paragraph():
            return _LINE * ceil(len(block.text) / 88) + 6
        case Items():
            return sum(_LINE * ceil(sum(len(run.text) for run in item) / 80) + 2 for item in block.items)
        case Table():
            return 40 + sum(map(_row_height, block.rows))
        case Signatures():
            return 215 * len(pairs(block.blocks))


def _row_height(row: tuple[tuple[Run, ...], ...]) -> float:
    longest = max((sum(len(run.text) for run in cell) for cell in row), default=0)
    return 24 + 13 * (longest * max(len(row), 1) // 100)


def add_contents(sheet: Sheet, agreement: Agreement, pages: Mapping[str, int]) -> None:
    """Write the contents when the agreement is likely to fill six pages or more.

    Each entry leads to its heading and has a page number when *pages* knows it.
    """
    if estimated_pages(agreement) < PAGES_WITH_CONTENTS:
        return
    sections = [section for section in (*agreement.sections, *agreement.annexes) if section.bookmark]
    entries = [_entry(section, pages.get(section.bookmark)) for section in sections]
    entries[0] = field_opening(r'TOC \o "1-1" \h \z \u') + entries[0]
    entries[-1] += field_closing()
    sheet.place = "innehållet"
    heading = sheet.paragraph("TOCHeading", [Run("Innehåll")])
    rows = "".join(f'<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr>{entry}</w:p>' for entry in entries)
    sheet.parts.append(f"{_OPENING}{heading}{rows}</w:sdtContent></w:sdt>")


def _entry(section: Section, page: int | None) -> str:
    number = f"<w:r>{text_markup(section.number)}</w:r><w:r><w:tab/></w:r>" if section.number else ""
    column = f"<w:r><w:tab/></w:r>{page_reference(section.bookmark, page)}" if page else ""
    return (
        f'<w:hyperlink w:anchor="{section.bookmark}" w:history="1">{number}'
        f"<w:r>{text_markup(section.title)}</w:r>{column}</w:hyperlink>"
    )
