"""Trees → what the pages show of them: which look a stretch of text has, and where it leads.

The HTML itself is in `pages/_trad.html`. Everything here is text; nothing from answers becomes markup.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from samverkansavtal.drafting.tree import (
    Block,
    Bullets,
    Heading,
    Items,
    Mark,
    Paragraph,
    ReportBlock,
    Run,
    Signature,
    Signatures,
    Table,
)

KINDS: dict[type, str] = {
    Paragraph: "paragraph",
    Items: "items",
    Table: "table",
    Signatures: "signatures",
    Heading: "heading",
    Bullets: "bullets",
}
LOOKS = {Mark.PLAIN: "", Mark.FILLED: "svar", Mark.OPEN: "oppet", Mark.TERM: "begrepp", Mark.OWN: "egen"}
PLACEHOLDER = re.compile(r"(\[Fylls i av [^\[\]]+\])")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with one look; `href` is where it leads, "" for nowhere."""

    text: str
    look: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: `head` is "col" or "row" where it heads others; `number` when it stands to the right."""

    runs: tuple[Run, ...]
    head: str = ""
    number: bool = False


@dataclass(frozen=True)
class Showing:
    """How trees are shown on one page; `asked` is placeholder → address of the question that fills it in."""

    asked: Mapping[str, str] = field(default_factory=dict)

    def kind(self, block: Block | ReportBlock) -> str:
        """Return which block it is."""
        return KINDS[type(block)]

    def pieces(self, run: Run) -> tuple[Piece, ...]:
        """Return a run as it is shown: references and placeholders lead somewhere."""
        look = LOOKS[run.mark]
        if run.target:
            return (Piece(run.text, look, f"#{run.target}"),)
        if run.mark is not Mark.OPEN or not self.asked:
            return (Piece(run.text, look),)
        texts = [text for text in PLACEHOLDER.split(run.text) if text]
        return tuple(Piece(text, look, self.asked.get(text, "")) for text in texts)

    def head(self, table: Table) -> tuple[Cell, ...]:
        """Return the header row."""
        return tuple(_cells(tuple((Run(text),) for text in table.header), table, "col"))

    def rows(self, table: Table) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows; the first cell of each heads it when there is a header row."""
        head = "row" if table.header else ""
        return tuple(tuple(_cells(row, table, head)) for row in table.rows)

    def total(self, table: Table) -> tuple[Cell, ...]:
        """Return the last row; a sum that cannot be made yet is marked like any placeholder."""
        runs = tuple((Run(text, Mark.OPEN if text.startswith("[") else Mark.PLAIN),) for text in table.total)
        return tuple(_cells(runs, table, "row"))

    def signing(self, signatures: Signatures) -> tuple[tuple[Signature, tuple[Run, ...]], ...]:
        """Return the places to sign: a party, and a person's name and title or nothing."""
        return tuple((block, person) for block in signatures.blocks for person in block.people or ((),))


def _cells(row: tuple[tuple[Run, ...], ...], table: Table, head: str) -> Iterator[Cell]:
    """Yield a row's cells, as many as the widest row has; an empty cell heads nothing."""
    width = max(map(len, (table.header, *table.rows, table.total)))
    align = (*table.align, *"l" * width)
    for place in range(width):
        runs = row[place] if place < len(row) else ()
        heads = head == "col" or (head == "row" and place == 0)
        said = any(run.text.strip() for run in runs)
        yield Cell(runs, head if heads and said else "", align[place] == "r")
