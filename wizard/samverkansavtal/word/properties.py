"""What the file says of itself: title, language, who made it and when."""

from datetime import date

from samverkansavtal.word.characters import attribute
from samverkansavtal.word.wiring import XML

_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_MAKER = "samverkansavtal"


def core_part(title: str, day: str, *, status: str = "", version: int = 0) -> str:
    """The core properties; both dates are *day*, never the clock.

    Raises:
        ValueError: *day* is not an ISO date.
    """
    stamp = f"{date.fromisoformat(day).isoformat()}T00:00:00Z"
    state = f"<cp:contentStatus>{attribute(status)}</cp:contentStatus>" if status else ""
    number = f"<cp:version>{version}</cp:version>" if version else ""
    return (
        f"{XML}<cp:coreProperties {_NAMESPACES}>{state}"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{stamp}</dcterms:created>'
        f"<dc:creator>{_MAKER}</dc:creator><dc:language>sv-SE</dc:language>"
        f"<cp:lastModifiedBy>{_MAKER}</cp:lastModifiedBy>"
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{stamp}</dcterms:modified>'
        f"<dc:title>{attribute(title)}</dc:title>{number}</cp:coreProperties>"
    )
