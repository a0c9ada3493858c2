"""Word files as dictionaries of parts: to look into, and to break."""

import zipfile
from io import BytesIO

DOCUMENT = "word/document.xml"


def parts_of(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(parts: dict[str, str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def changed(data: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    """*data* with the first *old* in *part* as *new*; *old* must be there."""
    parts = parts_of(data)
    assert old in parts[part], f"{old!r} is not in {part}"
    return packed(parts | {part: parts[part].replace(old, new, 1)})
