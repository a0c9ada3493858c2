"""Commands about models."""

from pathlib import Path

import click

from samverkansavtal.commands.base import Command, say


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
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
@click.option(
    "--provision", "provisions", multiple=True, help="Kopiera också texten, till exempel lokaler/upplatelse."
)
def copy(model: str, folder: Path, provisions: tuple[str, ...]) -> None:
    """Kopiera en modell till en egen mapp, som ni kan ändra i."""
    from samverkansavtal.copying import copy_model

    say(*copy_model(model, folder, provisions))
