"""Sections, annexes and the blocks in them. Word numbers them itself; here it is made sure that it agrees."""

from itertools import pairwise

from samverkansavtal.drafting.tree import (
    Agreement,
    Block,
    Bullets,
    DraftProvision,
    Heading,
    Items,
    Mark,
    Paragraph,
    ReportBlock,
    Run,
    Section,
    Signatures,
    Table,
)
from samverkansavtal.word.sheet import Sheet, UnwritableTreeError
from samverkansavtal.word.signatures import add_signatures
from samverkansavtal.word.tables import add_table

LETTERS = 3  # the list (a), (b) in numbering.xml that is started anew each time


class SectionWriter:
    """Writes the sections and annexes of one agreement, and counts as Word will count."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.sections = 0
        self.annexes = 0
        self._in_annex = False
        self._points = 0  # numbered paragraphs so far in this section
        self._listable = False  # the next items follow a numbered paragraph and may use its level

    def write(self, agreement: Agreement) -> None:
        """Write all sections and annexes."""
        for section in agreement.sections:
            self._section(section)
        for annex in agreement.annexes:
            self._annex(annex)

    def _section(self, section: Section) -> None:
        self._in_annex = False
        if section.number:
            self.sections += 1
            self._agree(section.number, str(self.sections))
        self._heading("Heading1" if section.number else "HeadingPlain", section)

    def _annex(self, annex: Section) -> None:
        self._in_annex = True
        self.annexes += 1
        self._agree(annex.number, f"Bilaga {self.annexes}")
        self._heading("AnnexHeading", annex)

    def _heading(self, style: str, section: Section) -> None:
        self._points = 0
        self._listable = False
        label = f"avsnitt {section.number}" if section.number and not self._in_annex else section.number
        self.sheet.provision = ""
        self.sheet.place = " ".join(filter(None, ("rubriken", section.number, section.title)))
        self.sheet.add(style, (Run(section.title),), bookmark=section.bookmark, number=section.number)
        for provision in section.provisions:
            self._provision(provision, label or f"avsnittet {section.title}")
        self.sheet.provision = ""

    def _provision(self, provision: DraftProvision, label: str) -> None:
        if not provision.blocks:
            return
        first = provision.blocks[0]
        number = first.number if isinstance(first, Paragraph) else ""
        end = self.sheet.open_bookmark(provision.bookmark, number) if provision.bookmark else ""
        self.sheet.provision, self.sheet.place = provision.id, label
        for before, block in pairwise((None, *provision.blocks)):
            if isinstance(before, Paragraph) and isinstance(block, Items | Table):
                self.sheet.hold()  # what leads up to a list or a table stays with it
            if block is not None:
                self._block(block, label)
        self.sheet.place_waiting()
        self.sheet.close_bookmark(end)

    def _block(self, block: Block, label: str) -> None:
        if isinstance(block, Paragraph):
            self._paragraph(block, label)
        elif isinstance(block, Items):
            self._items(block)
        elif isinstance(block, Table):
            self.sheet.place = label
            self.sheet.part_tables(block.title or "Tabell")
            add_table(self.sheet, block)
        else:
            add_signatures(self.sheet, block)

    def _paragraph(self, paragraph: Paragraph, label: str) -> None:
        self._listable = bool(paragraph.number) and not self._in_annex
        self.sheet.place = f"punkt {paragraph.number}" if paragraph.number else label
        if paragraph.number:
            self._points += 1
            prefix = f"B{self.annexes}" if self._in_annex else str(self.sections)
            self._agree(paragraph.number, f"{prefix}.{self._points}")
        style = self._style(numbered=bool(paragraph.number))
        self.sheet.add(style, paragraph.runs, bookmark=paragraph.bookmark, number=paragraph.number)

    def _style(self, *, numbered: bool) -> str:
        if self._in_annex:
            return "AnnexParagraph" if numbered else "Normal"
        return "Provision" if numbered else "BodyText"

    def _items(self, block: Items) -> None:
        if self._listable:
            self.sheet.add_items("ProvisionItem", block.items)
        else:
            self.sheet.add_list("LooseItem", LETTERS, block.items)
        self._listable = False

    @staticmethod
    def _agree(said: str, counted: str) -> None:
        if said != counted:
            raise UnwritableTreeError(f"the tree says {said!r} where Word will count {counted!r}")


def add_free_block(sheet: Sheet, block: Block | ReportBlock) -> None:
    """Write a block that belongs to no section: on a cover or in a report."""
    match block:
        case Heading():
            style = {1: "HeadingPlain", 2: "Heading2", 4: "HeadingSheet"}.get(block.level, "Heading3")
            sheet.place = f"rubriken {block.text}"
            sheet.add_line(style, block.text)
        case Paragraph():
            add_text(sheet, block)
        case Bullets():
            sheet.add_items("ListBullet", block.items)
        case Items():
            sheet.add_list("LooseItem", LETTERS, block.items)
        case Table():
            if not sheet.stands_under_heading:
                sheet.add_line("Caption", block.title or "Tabell")
            add_table(sheet, block)
        case Signatures():
            add_signatures(sheet, block)


def add_text(sheet: Sheet, paragraph: Paragraph) -> None:
    """Write a paragraph with no number; a line in bold is a heading, and stays with what comes next."""
    sheet.add("Normal", paragraph.runs, bookmark=paragraph.bookmark)
    if paragraph.runs and all(run.mark is Mark.TERM for run in paragraph.runs):
        sheet.hold()
