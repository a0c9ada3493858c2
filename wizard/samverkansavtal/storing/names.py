"""Names of files and folders that every system takes, whatever a draft is called."""

import os
import re
import unicodedata

MAX_NAME = 60
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_name(title: str) -> str:
    """Return *title* as a folder name that every system takes; never a path."""
    composed = unicodedata.normalize("NFC", title)
    kept = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in composed)
    name = " ".join(kept.split())[:MAX_NAME].strip(" -_")
    if not _takes(name):
        folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        name = " ".join(folded.split()).strip(" -_")
    if RESERVED.fullmatch(name):
        name = f"Utkast {name}"
    return name or "Utkast"


def _takes(name: str) -> bool:
    """Return whether this system can name a file so."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True


def file_name(text: str) -> str:
    """Return *text* as the name of a file to send to others: ASCII, never a path."""
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:MAX_NAME].strip("-") or "samverkansavtal"
    return f"avtal-{name}" if RESERVED.fullmatch(name) else name
