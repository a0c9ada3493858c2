"""Commands about models."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from samverkansavtal.commands.base import Command, say
from samverkansavtal.commands.mistakes import Folder

if TYPE_CHECKING:
    from samverkansavtal.content.records import Library


@click.command(cls=Command)
def models() -> None:
    """Visa modellerna."""
    from samverkansavtal.content.layers import model_names
    from samverkansavtal.content.library import shipped_library

    for name in model_names():
        model = shipped_library(name).model
        say(f"{name}: {model.title}", f"  {model.about}", f"  {model.notice}")


@click.command(cls=Command)
@click.argument("model", metavar="MODELL")
@click.argument("folder", metavar="MAPP", type=Folder())
@click.option(
    "--provision", "provisions", multiple=True, help="Kopiera också texten, till exempel lokaler/upplatelse."
)
def copy(model: str, folder: Path, provisions: tuple[str, ...]) -> None:
    """Kopiera en modell till en egen mapp, som ni kan ändra i."""
    from samverkansavtal.copying import copy_model

    say(*copy_model(model, folder, provisions))


@click.command(cls=Command)
@click.argument("before", metavar="MODELL")
@click.argument("after", metavar="MODELL")
@click.option("--word", "path", metavar="FIL", type=click.Path(path_type=Path), help="Skriv som Word-fil.")
def compare(before: str, after: str, path: Path | None) -> None:
    """Jämför två modeller: vad är behållet, ändrat, nytt och borttaget?"""
    from samverkansavtal.documents import today
    from samverkansavtal.drafting.as_text import report_text
    from samverkansavtal.explaining.comparing import compare as explain

    report = explain(_model(before), _model(after), today().isoformat())
    if path is None:
        say(report_text(report).rstrip())
    else:
        from samverkansavtal.storing.saving import save_new
        from samverkansavtal.word import report_docx

        save_new(path, report_docx(report))
        say(f"Jämförelsen finns i {path}.")


def _model(name: str) -> "Library":
    """Return the library of a shipped model, or of a folder of the user's own."""
    from samverkansavtal.content.library import library_in, shipped_library

    folder = Path(name)
    return library_in(folder) if (folder / "model.toml").is_file() else shipped_library(name)
