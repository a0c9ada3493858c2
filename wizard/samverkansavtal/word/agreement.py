"""An agreement as a Word file."""

from collections.abc import Mapping

from samverkansavtal.drafting.tree import Agreement
from samverkansavtal.word.contents import add_contents, estimated_pages
from samverkansavtal.word.front import add_cover, add_head, running_foot, running_head
from samverkansavtal.word.manifest import PROPERTIES_PART, manifest_part
from samverkansavtal.word.package import docx, numbering_part
from samverkansavtal.word.pagination import foot_part, foot_text, head_part, page_layout
from samverkansavtal.word.properties import core_part
from samverkansavtal.word.sections import SectionWriter
from samverkansavtal.word.sheet import FIRST_FREE_LIST, Sheet
from samverkansavtal.word.wiring import (
    CORE,
    COVER_FOOT,
    DOCUMENT,
    FOOT,
    HEAD,
    MANIFEST,
    MANIFEST_PROPERTIES,
    NAMESPACES,
    NUMBERING,
    RELATION_IDS,
    XML,
)

_COVER_NOTE = "Försättsblad, ingår inte i avtalet"


def agreement_docx(agreement: Agreement, pages: Mapping[str, int] | None = None) -> bytes:
    """The agreement as a Word file; the same tree gives the same bytes.

    *pages* gives the page of each heading by its bookmark (see `find_pages`) for the contents.

    Raises:
        UnwritableTreeError: the tree's numbers or references contradict each other.
    """
    sheet = Sheet()
    head, foot = running_head(agreement), running_foot(agreement)
    add_cover(sheet, agreement, page_layout(foot=RELATION_IDS[COVER_FOOT]))
    add_head(sheet, agreement)
    add_contents(sheet, agreement, pages or {})
    SectionWriter(sheet).write(agreement)
    sheet.check()
    layout = page_layout(foot=RELATION_IDS[FOOT], head=RELATION_IDS[HEAD] if head else "")
    count = estimated_pages(agreement) + bool(agreement.cover)
    parts = {DOCUMENT: document_part(sheet, layout), FOOT: foot_part(foot, count)}
    if head:
        parts[HEAD] = head_part(head)
    if agreement.cover:
        parts[COVER_FOOT] = foot_part(_COVER_NOTE, count)
    margins = [head] * bool(head) + [foot_text(foot)] + [foot_text(_COVER_NOTE)] * bool(agreement.cover)
    parts[MANIFEST] = manifest_part(agreement, sheet.units, margins)
    parts[MANIFEST_PROPERTIES] = PROPERTIES_PART
    status, version = agreement.status.value, agreement.version
    parts[CORE] = core_part(agreement.title, agreement.day, status=status, version=version)
    return docx(parts | numbering(sheet))


def document_part(sheet: Sheet, layout: str) -> str:
    """The main part: what the sheet holds, and the layout of its pages."""
    if not sheet.parts or not sheet.parts[-1].endswith("</w:p>"):  # Word wants text after the last table
        sheet.add("AfterTable", ())
    return f"{XML}<w:document {NAMESPACES}><w:body>{''.join(sheet.parts)}{layout}</w:body></w:document>"


def numbering(sheet: Sheet) -> dict[str, str]:
    """The numbering part, when the sheet needs more lists than the static one has."""
    return {NUMBERING: numbering_part(sheet.lists, FIRST_FREE_LIST)} if sheet.lists else {}
