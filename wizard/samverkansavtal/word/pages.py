"""Which page everything stands on: only a layout engine knows, so LibreOffice is asked when it is there."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from samverkansavtal.word.guard import Parts
from samverkansavtal.word.wiring import DOCUMENT

_NAME = re.compile(r'<w:bookmarkStart [^>]*w:name="(\w+)"')
_DESTINATION = re.compile(r'^\s*(\d+) \[.*\] "(.+)"\s*$', re.MULTILINE)
_EXPORT = 'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":{"type":"boolean","value":"true"}}'
_OFFICE = ("soffice", "libreoffice")


def find_pages(data: bytes, *, timeout: float = 60) -> dict[str, int] | None:
    """The page of every bookmark in the Word file *data*, as LibreOffice lays it out.

    None when LibreOffice or `pdfinfo` (poppler) is missing, fails, or takes longer than *timeout*
    seconds. Word may break pages elsewhere; it puts that right when the contents are updated.
    """
    office = next(filter(None, map(shutil.which, _OFFICE)), None)
    info = shutil.which("pdfinfo")
    if not office or not info:
        return None
    names = {_as_destination(name): name for name in _NAME.findall(Parts(data).read(DOCUMENT).decode())}
    with TemporaryDirectory(prefix="samverkansavtal-", ignore_cleanup_errors=True) as folder:
        try:
            listed = _destinations(data, Path(folder), office, info, timeout)
        except (OSError, subprocess.SubprocessError):
            return None
    found = ((names.get(name, name), int(page)) for page, name in _DESTINATION.findall(listed))
    return {name: page for name, page in found if name in names.values()} or None


def _destinations(data: bytes, folder: Path, office: str, info: str, timeout: float) -> str:
    """What `pdfinfo` lists of the places that can be linked to, each with its page.

    Every call has a profile of its own: two that share one fail without saying so.
    """
    source = folder / "avtal.docx"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", _EXPORT, "--outdir", str(folder), str(source)]
    _output(convert, timeout)
    return _output([info, "-dests", str(folder / "avtal.pdf")], timeout)


def _output(command: list[str], timeout: float) -> str:
    """What *command* prints; when time is up it ends, and so do the programs it has started.

    `soffice` is a script: to end it alone would leave the office running in a folder that is removed.

    Raises:
        subprocess.SubprocessError: it failed, or took too long.
    """
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=nowhere, stdout=subprocess.PIPE, stderr=nowhere, start_new_session=True
    ) as process:
        try:
            printed, _ = process.communicate(timeout=timeout)
        except BaseException:
            _end(process)
            raise
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return printed.decode(errors="replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _as_destination(name: str) -> str:
    """*name* as LibreOffice writes it in a PDF: letters and digits as they are, the rest in hexadecimal."""
    return re.sub("[^0-9A-Za-z]", lambda found: f"{ord(found[0]):02X}", name)
