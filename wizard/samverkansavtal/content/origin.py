"""Where a piece of content comes from, and who has reviewed it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Record:
    """A content file as it was read: kind, id, layer, path and raw text, and what it overrides."""

    kind: str
    id: str
    layer: str
    path: str
    text: str
    base: "Record | None" = None


@dataclass(frozen=True)
class Review:
    """What somebody says about a text or a rule they have read, bound to a fingerprint of it."""

    id: str
    hash: str
    state: str  # last | utan-anmarkning | synpunkter
    name: str
    role: str
    on_behalf: str
    day: date
    note: str = ""
