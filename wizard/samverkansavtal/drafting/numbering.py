"""Numbers and bookmarks: computed, never stored, so that provisions can come and go."""

import hashlib
import re
from dataclasses import dataclass

MAX_NAME = 40  # Word's limit for a bookmark name


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reference leads: first and last number, and the bookmarks of those paragraphs."""

    first: str
    last: str
    bookmark: str
    last_bookmark: str


def bookmark(*parts: str) -> str:
    """Return a bookmark name for *parts*: ASCII, at most 40 signs, the same every time."""
    name = "_".join(re.sub(r"[^a-z0-9]+", "_", part.lower()) for part in parts if part)
    if len(name) <= MAX_NAME:
        return name
    return f"{name[: MAX_NAME - 9]}_{hashlib.sha256('/'.join(parts).encode()).hexdigest()[:8]}"
