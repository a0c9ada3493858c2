"""What stands before the first section: the cover of a draft, and the head of page one."""

import re

from samverkansavtal.drafting.tree import Agreement, Heading, Status
from samverkansavtal.word.sections import add_free_block
from samverkansavtal.word.sheet import Sheet

_COVER_TITLE = "Läs det här först"


def add_cover(sheet: Sheet, agreement: Agreement, page_layout: str) -> None:
    """Write the cover on pages of its own, laid out as *page_layout* says; nothing without a cover.

    Its heading is "Läs det här först", unless the tree begins it with one of its own.
    """
    if not agreement.cover:
        return
    sheet.place = "försättsbladet"
    if not isinstance(agreement.cover[0], Heading):
        sheet.add_line("CoverHeading", _COVER_TITLE)
    for block in agreement.cover:
        if isinstance(block, Heading):
            sheet.add_line("CoverHeading", block.text)
        else:
            add_free_block(sheet, block)
    if not sheet.parts[-1].endswith("</w:p>"):
        sheet.add("AfterTable", ())
    sheet.parts[-1] = sheet.parts[-1].replace("</w:pPr>", f"{page_layout}</w:pPr>", 1)


def add_head(sheet: Sheet, agreement: Agreement) -> None:
    """Write title, status line, stamp, references and notice."""
    sheet.place = "rubriken på första sidan"
    sheet.add_line("Title", agreement.title)
    sheet.place = "raden med status"
    sheet.add_line("Subtitle", status_line(agreement))
    sheet.place = "stämpeln"
    sheet.add_line("Stamp", agreement.stamp)
    sheet.place = "diarienumren"
    for line in agreement.references:
        sheet.add_line("Reference", line)
    sheet.place = "upplysningen om modellen"
    sheet.add_line("Notice", agreement.notice)


def status_line(agreement: Agreement) -> str:
    """ "Förslag för beslut · version 3 · 2026-12-01"."""
    return f"{agreement.status.value} · version {agreement.version} · {agreement.day}"


def running_head(agreement: Agreement) -> str:
    """What every page but the first says at the top: status and the stamp's first words.

    Nothing on a document that may be signed.
    """
    status = "" if agreement.status is Status.SIGNING else agreement.status.value
    stamp = re.split("[:.]", agreement.stamp)[0].strip()
    return " · ".join(part for part in (status, stamp) if part)


def running_foot(agreement: Agreement) -> str:
    """ "Samverkansavtal om Mötesplats Hageby, version 3", shortened to fit beside the page number."""
    return f"{shortened(agreement.title)}, version {agreement.version}"


def shortened(title: str, most: int = 80) -> str:
    """*title* in at most *most* characters, cut between words."""
    if len(title) <= most:
        return title
    return title[: most - 1].rpartition(" ")[0].rstrip(" ,–-") + " …"
