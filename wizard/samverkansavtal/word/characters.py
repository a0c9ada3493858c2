"""Text as Word may hold it: characters, never structure."""

import hashlib
import re

# What XML 1.0 forbids, and the marks that make a line read in another order than it is written.
_REFUSED = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("([\t\n])")
_BREAK_MARKUP = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def clean(text: str) -> str:
    """*text* with line ends as `\\n` and U+FFFD for every character that may not stand in a document."""
    if text.isprintable():  # nearly always, and told in no time
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFUSED.sub("\ufffd", text)


def escaped(text: str) -> str:
    """*text*, cleaned, as it may stand between tags or inside a quoted attribute."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return safe.replace('"', "&quot;")


def attribute(text: str) -> str:
    """*text* as an attribute value on one line."""
    return escaped(" ".join(text.split()))


def text_markup(text: str) -> str:
    """The `w:t`, `w:br` and `w:tab` elements that say *text*."""
    safe = escaped(text)
    if "\n" not in safe and "\t" not in safe:
        return f'<w:t xml:space="preserve">{safe}</w:t>'
    pieces = (piece for piece in _BREAKS.split(safe) if piece)
    return "".join(_BREAK_MARKUP.get(piece) or f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)


def normalised(text: str) -> str:
    """*text* as it is compared: white space is one space, for programs save it differently."""
    return " ".join(clean(text).split())


def fingerprint(text: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of *text* as it is compared."""
    return hashlib.sha256(normalised(text).encode()).hexdigest()[:16]
