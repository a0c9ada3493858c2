"""Every Word file a test writes goes through both validators."""

from pathlib import Path
from tempfile import TemporaryDirectory

from openxml_audit import OpenXmlValidator

from word.checks import findings


def audit(data: bytes) -> list[str]:
    """Return what the Open XML SDK's checks and our own find wrong."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fil.docx"
        path.write_bytes(data)
        result = OpenXmlValidator().validate(path)
    return [str(error) for error in result.errors] + findings(data)
