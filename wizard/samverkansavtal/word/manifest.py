"""What a file remembers of how it was drafted, so that changes made by hand can be seen later.

It lies in a custom XML part, which Word and LibreOffice keep. Texts are remembered as fingerprints
only: a sentence someone deletes must not live on where nobody sees it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from samverkansavtal.drafting.tree import Agreement
from samverkansavtal.word.characters import escaped, fingerprint
from samverkansavtal.word.sheet import Unit
from samverkansavtal.word.wiring import XML

NAMESPACE = "urn:samverkansavtal:manifest:1"
_ITEM = "{5A4D7A1E-0C3B-4E57-9D21-6B1F0A93C7D5}"
PROPERTIES_PART = (
    f'{XML}<ds:datastoreItem xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml" '
    f'ds:itemID="{_ITEM}"><ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    "</ds:datastoreItem>"
)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Where a document came from; `units` are its paragraphs and `margins` its heads and feet."""

    title: str
    status: str
    version: int
    day: str
    model: str
    library: str
    values: dict[str, str]
    units: tuple[Unit, ...]
    margins: tuple[str, ...]


def manifest_part(agreement: Agreement, units: Sequence[Unit], margins: Sequence[str]) -> str:
    """The part that holds the manifest: JSON in one XML element."""
    told = {
        "title": agreement.title,
        "status": agreement.status.value,
        "version": agreement.version,
        "day": agreement.day,
        "model": agreement.model,
        "library": agreement.library,
        "values": agreement.manifest,
        "units": units,
        "margins": [fingerprint(text) for text in margins],
    }
    text = json.dumps(told, separators=(",", ":"), sort_keys=True)
    return f'{XML}<manifest xmlns="{NAMESPACE}">{escaped(text)}</manifest>'


def manifest_from(text: str) -> Manifest | None:
    """The manifest that *text* holds as JSON, or None when it is not one of ours."""
    try:
        told = json.loads(text)
        return Manifest(
            **{name: str(told[name]) for name in ("title", "status", "day", "model", "library")},
            version=int(told["version"]),
            values={str(key): str(value) for key, value in told["values"].items()},
            units=tuple(Unit(*map(str, unit)) for unit in told["units"]),
            margins=tuple(map(str, told["margins"])),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
