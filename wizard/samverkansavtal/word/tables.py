"""Tables: a header row that is repeated, rows that are not split, words for screen readers."""

from collections.abc import Sequence

from samverkansavtal.drafting.tree import Mark, Run, Table
from samverkansavtal.word.characters import attribute
from samverkansavtal.word.sheet import Sheet, held

TEXT_WIDTH = 9072  # 16 cm between the margins, in twentieths of a point
_CHARACTER = 100  # about the width of one in 10 points
_PADDING = 240
_SHORT_TABLE = 8  # rows that stay on one page; of a longer table the first three and the last two do
_SHORT_LINES = (
    20  # lines of text in them; more than that is let over to the next page rather than leave a gap
)
_FIRST_TOGETHER = 2  # rows that stay with the next: the head, and the row under it
_SHORT_TEXT = 14  # characters that are not broken over lines
_ONE_LINE = 40
_MOST_NEEDED = 23

Cell = Sequence[Run]


def add_table(sheet: Sheet, table: Table) -> None:
    """Write *table*; all its rows get as many cells as the longest."""
    header = [_plain(table.header)] if table.header else []
    total = [_totals(table.total)] if table.total else []
    rows = _padded([*header, *table.rows, *total])
    if not rows:
        return
    align = [*table.align, *"l" * len(rows[0])][: len(rows[0])]
    widths = column_widths(rows, align)
    sheet.place_waiting()
    outside = sheet.place
    sheet.place = f"tabellen ”{table.title}”" if table.title else f"{outside}, tabell"
    look = table_look(head=bool(header), total=bool(total))
    opening = table_opening("AgreementTable", widths, table.title, _description(table), look)
    markup = [_row(sheet, row, align, widths, bool(header) and not at) for at, row in enumerate(rows)]
    short = len(markup) <= _SHORT_TABLE and sum(_lines(row, widths) for row in rows) <= _SHORT_LINES
    for at in range(len(markup) - 1):
        if short or at < _FIRST_TOGETHER or at == len(markup) - 2:
            markup[at] = held(markup[at])
    sheet.place = outside
    sheet.parts.append("".join([opening, *markup, "</w:tbl>"]))


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """About how many lines a row takes."""
    room = (
        (_said(cell), max((width - _PADDING) // _CHARACTER, 1))
        for cell, width in zip(row, widths, strict=True)
    )
    return max(-(-len(text) // fits) for text, fits in room)


def _row(sheet: Sheet, row: Sequence[Cell], align: Sequence[str], widths: Sequence[int], head: bool) -> str:
    cells = zip(row, align, widths, strict=True)
    markup = [
        cell_markup(width, sheet.paragraph(_cell_style(head, side), cell)) for cell, side, width in cells
    ]
    return row_markup(markup, head=head)


def _plain(texts: Sequence[str]) -> Sequence[Cell]:
    return [(Run(text),) for text in texts]


def _totals(texts: Sequence[str]) -> Sequence[Cell]:
    """The cells of the last row; a sum that cannot be made yet stands in brackets and is marked."""
    return [(Run(text, Mark.OPEN if text.startswith("[") else Mark.PLAIN),) for text in texts]


def _padded(rows: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """*rows*, the short ones filled out with empty cells."""
    count = max(map(len, rows), default=0)
    return [[*row, *[()] * (count - len(row))] for row in rows if count]


def table_look(*, head: bool, total: bool) -> str:
    """Which rows the table style treats as special."""
    bits = 0x0600 | head * 0x0020 | total * 0x0040
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{int(head)}" w:lastRow="{int(total)}" '
        'w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )


def table_opening(style: str, widths: Sequence[int], title: str, description: str, look: str) -> str:
    """The start of a table: its style, fixed widths, and its words for those who cannot see it."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{look}<w:tblCaption w:val="{attribute(title)}"/>'
        f'<w:tblDescription w:val="{attribute(description)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    )


def cell_markup(width: int, paragraphs: str) -> str:
    """A cell of *width* round its paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def row_markup(cells: Sequence[str], *, head: bool = False) -> str:
    """A row that is never split over two pages, and repeated on each page when it is the head."""
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell_style(head: bool, side: str) -> str:
    if head:
        return "TableHeadNumber" if side == "r" else "TableHead"
    return "TableNumber" if side == "r" else "TableText"


def _description(table: Table) -> str:
    columns = ", ".join(heading for heading in table.header if heading.strip())
    return f"Tabell med {len(table.rows)} rader. Kolumner: {columns}."


def column_widths(rows: Sequence[Sequence[Cell]], align: Sequence[str]) -> list[int]:
    """A width for each column: no word is broken if it can be helped, longer texts get more room.

    Open places are narrow: they will be filled with something shorter.
    """
    columns = list(zip(*rows, strict=True))
    least = [_needed(column, side) for column, side in zip(columns, align, strict=True)]
    longest = [max(len(_said(cell, Mark.OPEN)) for cell in column) for column in columns]
    wishes = [max(_wanted(long) - low, 0) + 1 for long, low in zip(longest, least, strict=True)]
    widths = [_PADDING + _CHARACTER * characters for characters in least]
    room = max(TEXT_WIDTH - sum(widths), 0)
    return _scaled([width + room * wish // sum(wishes) for width, wish in zip(widths, wishes, strict=True)])


def _wanted(longest: int) -> int:
    """The characters a column would like: one line up to 40, and then more lines rather than more width."""
    return min(longest, _ONE_LINE) + min(max(longest - _ONE_LINE, 0) // 4, 60)


def _said(cell: Cell, *without: Mark) -> str:
    return "".join(run.text for run in cell if run.mark not in without)


def _needed(column: Sequence[Cell], side: str) -> int:
    """The characters a column cannot do without: its longest word, amount or short text."""
    words = max(len(word) for cell in column for word in _said(cell).split(" "))
    whole = max(len(_said(cell, Mark.OPEN)) for cell in column)
    kept = whole if side == "r" or whole <= _SHORT_TEXT else 0
    return max(3, min(max(words, kept), _MOST_NEEDED))


def _scaled(widths: list[int]) -> list[int]:
    """*widths* in the same proportions, filling the text width to the last twentieth of a point."""
    whole = sum(widths)
    scaled = [width * TEXT_WIDTH // whole for width in widths]
    scaled[-1] += TEXT_WIDTH - sum(scaled)
    return scaled
