"""The command that proves the content."""

import gc
import sys
from pathlib import Path

import click

from samverkansavtal.commands.base import FAILED, LEFT, Command, say

FORMATS = ("text", "json", "sarif")


@click.command(cls=Command)
@click.argument("folder", metavar="[MAPP]", required=False, type=click.Path(path_type=Path))
@click.option("--format", "style", type=click.Choice(FORMATS), default="text", help="text, json eller sarif.")
def lint(folder: Path | None, style: str) -> None:
    """Pröva texter, regler och frågor: allt som kan bevisas bevisas.

    Listor prövas med så många rader som villkoren kan behöva, högst fyra. Behövs fler sägs det.

    \b
    Kod 0: inget funnet (råd räknas inte). Kod 3: något är funnet eller inte bevisat.
    Kod 1: en fil går inte att läsa, så inget är bevisat om den modellen.
    """
    from importlib.metadata import version
    from time import perf_counter

    from samverkansavtal.content.library import every_library
    from samverkansavtal.proving import formats
    from samverkansavtal.proving.lint import lint as prove

    start = perf_counter()
    libraries, mistakes = every_library((folder,) if folder else ())
    gc.freeze()  # the libraries are kept to the end: nobody need look through them for rubbish
    report = prove(libraries, mistakes, whole=folder is None)
    seconds = perf_counter() - start
    if style == "sarif":
        say(formats.as_sarif(report, version("samverkansavtal")))
    else:
        say(*([formats.as_json(report, seconds)] if style == "json" else formats.as_text(report, seconds)))
    sys.exit(FAILED if mistakes else LEFT if report.serious else 0)
