"""Signatures: two places beside each other, at least two centimetres for each line, never split."""

from collections.abc import Sequence
from itertools import zip_longest

from samverkansavtal.drafting.tree import Run, Signature, Signatures
from samverkansavtal.word.sheet import Sheet, held
from samverkansavtal.word.tables import TEXT_WIDTH, cell_markup, row_markup, table_look, table_opening

_WIDTHS = (TEXT_WIDTH // 2, TEXT_WIDTH // 2)
_ROWS_ON_A_PAGE = 3
_Place = tuple[Signature, Sequence[Run]]
_TITLE = "Underskrifter"
_DESCRIPTION = "En ruta för var och en som skriver under, med rader för ort och datum, namnteckning och namnförtydligande."


def add_signatures(sheet: Sheet, signatures: Signatures) -> None:
    """Write the places to sign in rows of two, kept with the paragraph before them.

    They stay together while they fit on a page; more rows than that break between rows.
    """
    if not signatures.blocks:
        return
    outside, sheet.place = sheet.place, "underskrifterna"
    sheet.part_tables(_TITLE)
    sheet.hold()
    sheet.place_waiting()
    look = table_look(head=False, total=False)
    opening = table_opening("SignatureTable", _WIDTHS, _TITLE, _DESCRIPTION, look)
    rows = [_row(sheet, pair) for pair in pairs(signatures.blocks)]
    if len(rows) <= _ROWS_ON_A_PAGE:
        rows[:-1] = map(held, rows[:-1])
    sheet.place = outside
    sheet.parts.append("".join([opening, *rows, "</w:tbl>"]))


def _row(sheet: Sheet, pair: tuple[_Place, _Place | None]) -> str:
    cells = [_place(sheet, *one) if one else sheet.paragraph("SignatureText", ()) for one in pair]
    return row_markup([cell_markup(width, cell) for width, cell in zip(_WIDTHS, cells, strict=True)])


def pairs(blocks: Sequence[Signature]) -> list[tuple[_Place, _Place | None]]:
    """The places to sign, two a row: a party's two people beside each other, other parties as they come."""
    rows: list[tuple[_Place, _Place | None]] = []
    alone = -1  # the row that still has room
    for block in blocks:
        places: list[_Place] = [(block, person) for person in block.people or ((),)]
        for first, second in zip_longest(places[::2], places[1::2]):
            if second is None and alone >= 0:
                rows[alone], alone = (rows[alone][0], first), -1
            else:
                alone = alone if second else len(rows)
                rows.append((first, second))
    return rows


def _place(sheet: Sheet, party: Signature, person: Sequence[Run]) -> str:
    """A place to sign: for whom, two lines to write on, the name in print (first run) and title (the rest)."""
    lines = [
        ("SignatureParty", (Run(party.party),)),
        ("SignatureText", (Run(f"genom {party.through}"),) if party.through else ()),
        ("SignatureDate", (Run("Ort och datum"),)),
        ("SignatureLine", (Run("Namnteckning"),)),
        ("SignatureText", person[:1] or (Run("Namnförtydligande: "),)),
        ("SignatureText", person[1:]),
    ]
    return "".join(sheet.paragraph(style, runs) for style, runs in lines if runs)
