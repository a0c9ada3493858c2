"""Commands that serve pages."""

from pathlib import Path

import click

from samverkansavtal.commands.base import FOLDER, Command, say
from samverkansavtal.errors import SamverkanError


@click.command(cls=Command)
@FOLDER
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port. Utan val tas en ledig.")
@click.option("--no-browser", is_flag=True, help="Skriv bara ut adressen.")
def web(folder: Path | None, port: int, no_browser: bool) -> None:
    """Svara på frågorna i webbläsaren, på den här datorn."""
    try:
        from samverkansavtal import serving
    except ModuleNotFoundError as error:
        raise SamverkanError(MISSING.format(error.name)) from None
    serving.web(folder, port, not no_browser, say)


MISSING = "Webbdelen är inte installerad ({} saknas). Skriv: python -m pip install 'samverkansavtal[web]'."
