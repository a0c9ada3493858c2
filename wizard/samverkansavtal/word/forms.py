"""Fields to fill in: content controls between bookmarks, for LibreOffice keeps the bookmark and Word the tag."""

import json
from dataclasses import dataclass

from samverkansavtal.drafting.tree import Form, FormField, Mark, PaperDraft, Run
from samverkansavtal.word.characters import attribute, escaped, fingerprint, text_markup
from samverkansavtal.word.sheet import Sheet
from samverkansavtal.word.tables import TEXT_WIDTH, cell_markup, row_markup, table_look, table_opening
from samverkansavtal.word.wiring import XML

NAMESPACE = "urn:samverkansavtal:form:1"
_ITEM = "{0D6E0B3C-52C4-4C0E-8B0B-4E6C5E7E2A11}"
FORM_PROPERTIES = (
    f'{XML}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{_ITEM}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    "</ds:datastoreItem>"
)
_WIDTHS = (4309, TEXT_WIDTH - 4309)
_MOST_TAG = 64  # characters that Word takes
_MOST_NAME, _MOST_VERSION = 1000, 9999  # in a file that comes from outside
_EMPTY = {"text": "Skriv här", "date": "Skriv dag, till exempel 2027-01-15", "choice": "Välj"}


def add_form(sheet: Sheet, form: Form) -> None:
    """Write the fields of *form* as a table: what is asked to the left, the field to the right."""
    sheet.place_waiting()
    head = [
        cell_markup(width, sheet.paragraph("TableHead", (Run(text),)))
        for width, text in zip(_WIDTHS, ("Uppgift", "Ert svar"), strict=True)
    ]
    rows = [row_markup(head, head=True)]
    rows += [row_markup(_cells(sheet, place, field)) for place, field in enumerate(form.fields, 1)]
    told = f"Tabell med {len(form.fields)} fält att fylla i."
    opening = table_opening("AgreementTable", _WIDTHS, form.title, told, table_look(head=True, total=False))
    sheet.parts.append("".join([opening, *rows, "</w:tbl>"]))


def _cells(sheet: Sheet, place: int, field: FormField) -> list[str]:
    asked = sheet.paragraph("TableText", (Run(field.label),))
    end = sheet.open_bookmark(bookmark(place))
    holder = sheet.paragraph("TableText", ())
    filled = f"{holder.removesuffix('</w:p>')}{_control(place, field)}{end}</w:p>"
    return [cell_markup(_WIDTHS[0], asked), cell_markup(_WIDTHS[1], filled)]


def bookmark(place: int) -> str:
    """The name of the bookmark round the field at *place*, from 1."""
    return f"falt_{place}"


def shown(field: FormField) -> str:
    """What stands in a field when the sheet is made."""
    if field.none and not field.said and field.kind != "choice":
        return f"{_EMPTY[field.kind]}, eller: {field.none}"
    return field.said or _EMPTY[field.kind]


def mark_of(field: FormField) -> str:
    """The fingerprint of what would stand in a field now."""
    return fingerprint(shown(field))


def _control(place: int, field: FormField) -> str:
    empty = "" if field.said else "<w:showingPlcHdr/>"
    look = Mark.FILLED if field.said else Mark.OPEN
    style = {Mark.FILLED: "FilledIn", Mark.OPEN: "OpenPlace"}[look]
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{attribute(field.label)}"/>'
        f'<w:tag w:val="{attribute(field.path[:_MOST_TAG])}"/><w:id w:val="{place}"/>{empty}{_kind(field)}</w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr>{text_markup(shown(field))}</w:r>'
        "</w:sdtContent></w:sdt>"
    )


def _kind(field: FormField) -> str:
    if field.kind == "date":
        day = f' w:fullDate="{field.said}T00:00:00Z"' if field.said else ""
        return (
            f'<w:date{day}><w:dateFormat w:val="yyyy-MM-dd"/><w:lid w:val="sv-SE"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    if field.kind == "choice":
        labels = dict.fromkeys((*field.choices, *filter(None, (field.none,))))
        items = "".join(
            f'<w:listItem w:displayText="{attribute(label)}" w:value="{place}"/>'
            for place, label in enumerate(labels, 1)
        )
        return f"<w:dropDownList>{items}</w:dropDownList>"
    return "<w:text/>"


@dataclass(frozen=True, slots=True)
class FormManifest:
    """Where a sheet came from; `fields` are bookmark, answer's path and the fingerprint of what stood there."""

    agreement: str
    version: int
    day: str
    paper: str
    row: str
    fields: tuple[tuple[str, str, str], ...]


def form_part(paper: PaperDraft, form: Form) -> str:
    """The part that remembers the form: JSON in one XML element."""
    told = {
        "agreement": paper.agreement,
        "version": paper.version,
        "day": paper.day,
        "paper": form.id,
        "row": form.row,
        "fields": [
            (bookmark(place), field.path, mark_of(field)) for place, field in enumerate(form.fields, 1)
        ],
    }
    text = json.dumps(told, separators=(",", ":"), sort_keys=True)
    return f'{XML}<form xmlns="{NAMESPACE}">{escaped(text)}</form>'


def form_from(text: str) -> FormManifest | None:
    """The manifest that *text* holds as JSON, or None when it is not one of ours."""
    try:
        told = json.loads(text)
        found = FormManifest(
            **{name: str(told[name]) for name in ("agreement", "day", "paper", "row")},
            version=int(told["version"]),
            fields=tuple((str(one), str(path), str(mark)) for one, path, mark in told["fields"]),
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    told_well = len(found.agreement) <= _MOST_NAME and 0 <= found.version <= _MOST_VERSION
    return found if told_well else None
