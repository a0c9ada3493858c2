"""A paper beside the agreement as a Word file; a party's sheet has fields to fill in."""

from itertools import pairwise

from samverkansavtal.drafting.tree import Bullets, Form, PaperBlock, PaperDraft, Paragraph, Table
from samverkansavtal.word.agreement import document_part, numbering
from samverkansavtal.word.forms import FORM_PROPERTIES, add_form, form_part
from samverkansavtal.word.front import shortened
from samverkansavtal.word.package import docx
from samverkansavtal.word.pagination import foot_part, page_layout
from samverkansavtal.word.properties import core_part
from samverkansavtal.word.report import add_report_blocks
from samverkansavtal.word.sheet import Sheet
from samverkansavtal.word.wiring import CORE, DOCUMENT, FOOT, MANIFEST, MANIFEST_PROPERTIES, RELATION_IDS

WHOLE = "\u2011"  # a hyphen that no line ends after


def paper_docx(paper: PaperDraft) -> bytes:
    """The paper as a Word file; the same tree gives the same bytes."""
    sheet = Sheet()
    sheet.add_line("Title", paper.title)
    sheet.add_line("Subtitle", f"{paper.subtitle} · {paper.day.replace('-', WHOLE)}")
    forms = [block for block in paper.blocks if isinstance(block, Form)]
    _add_blocks(sheet, paper.blocks)
    sheet.add_line("Notice", paper.notice)
    parts = {
        DOCUMENT: document_part(sheet, page_layout(foot=RELATION_IDS[FOOT], tight=True)),
        FOOT: foot_part(f"{shortened(paper.title)}, version {paper.version}, {paper.day}", 1),
        CORE: core_part(paper.title, paper.day, version=paper.version),
        **numbering(sheet),
    }
    if forms:
        parts |= {MANIFEST: form_part(paper, forms[0]), MANIFEST_PROPERTIES: FORM_PROPERTIES}
    return docx(parts)


def _add_blocks(sheet: Sheet, blocks: tuple[PaperBlock, ...]) -> None:
    for before, block in pairwise((None, *blocks)):
        if isinstance(block, Form):
            add_form(sheet, block)
        elif block is not None:
            if isinstance(before, Paragraph) and isinstance(block, Table | Bullets):
                sheet.hold()  # what leads up to a list or a table stays with it
            add_report_blocks(sheet, (block,))
