"""A report as a Word file."""

from dataclasses import replace

from samverkansavtal.drafting.tree import Paragraph, Report, ReportBlock, Run
from samverkansavtal.word.agreement import document_part, numbering
from samverkansavtal.word.front import shortened
from samverkansavtal.word.package import docx
from samverkansavtal.word.pagination import foot_part, page_layout
from samverkansavtal.word.properties import core_part
from samverkansavtal.word.sections import add_free_block, add_text
from samverkansavtal.word.sheet import Sheet
from samverkansavtal.word.wiring import CORE, DOCUMENT, FOOT, RELATION_IDS

COUNTED = 4  # the list 1, 2 … in numbering.xml


def report_docx(report: Report) -> bytes:
    """The report as a Word file; the same tree gives the same bytes."""
    sheet = Sheet()
    sheet.add_line("Title", report.title)
    sheet.add_line("Subtitle", " · ".join(part for part in (report.subtitle, report.day) if part))
    add_report_blocks(sheet, report.blocks)
    return docx(
        {
            DOCUMENT: document_part(sheet, page_layout(foot=RELATION_IDS[FOOT])),
            FOOT: foot_part(f"{shortened(report.title)}, {report.day}", 1),
            CORE: core_part(report.title, report.day),
            **numbering(sheet),
        }
    )


def add_report_blocks(sheet: Sheet, blocks: tuple[ReportBlock, ...]) -> None:
    """Write the blocks; paragraphs numbered 1, 2, 3 become a list, any other number is part of the text."""
    counted = numbering_id = 0
    for block in blocks:
        if not isinstance(block, Paragraph):
            add_free_block(sheet, block)
            continue
        block = _plain(block)
        if block.number == "1":
            numbering_id, counted = sheet.new_list(COUNTED), 0
        if block.number == str(counted + 1):
            counted += 1
            item = sheet.paragraph("ListNumber", block.runs, bookmark=block.bookmark, numbering=numbering_id)
            sheet.parts.append(item)
        else:
            label = (Run(f"{block.number} "),) if block.number else ()
            add_text(sheet, replace(block, runs=(*label, *block.runs)))


def _plain(paragraph: Paragraph) -> Paragraph:
    """*paragraph* with its references as plain text: what they point at is in another document."""
    return replace(paragraph, runs=tuple(replace(run, target="") for run in paragraph.runs))
