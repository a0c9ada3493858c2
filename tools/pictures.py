"""Make the README's pictures: `python tools/pictures.py`. Needs LibreOffice and poppler's pdftoppm.

The terminal is drawn from what the command really prints; the pages from the Word file it really writes.
"""

import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "pictures"


def terminal() -> None:
    """Draw `samverkan draft examples/portalen`."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samverkansavtal", "draft", "examples/portalen", "--folder", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
        shown = done.stdout.replace(folder, "utkast/portalen")
    console = Console(record=True, width=110, file=io.StringIO())
    console.print(Text(shown))
    drawn = console.export_svg(title="samverkan draft examples/portalen")
    local = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)  # no fonts from the net
    (PICTURES / "terminal.svg").write_text(local.replace("Fira Code", "DejaVu Sans Mono"), encoding="utf-8")


def page(example: str, number: int) -> None:
    """Draw one page of an example's agreement."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run = [sys.executable, "-m", "samverkansavtal", "draft", f"examples/{example}", "--folder", name]
        subprocess.run(run, cwd=ROOT, capture_output=True, check=True)
        word = next(path for path in folder.glob("*.docx") if "riskrapport" not in path.name)
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", name, str(word)]
        subprocess.run(convert, capture_output=True, check=True, timeout=120)
        target = PICTURES / f"{example}-{number}"
        draw = ["pdftoppm", "-r", "72", "-f", str(number), "-l", str(number), "-singlefile", "-png"]
        subprocess.run([*draw, str(word.with_suffix(".pdf")), str(target)], check=True)


def main() -> None:
    """Draw every picture the README shows."""
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        sys.exit("tools/pictures.py needs soffice and pdftoppm")
    PICTURES.mkdir(exist_ok=True)
    terminal()
    page("kvarterslokal", 1)
    page("portalen", 8)


if __name__ == "__main__":
    main()
