"""Commands that ask: begin, go on, and look after drafts."""

from pathlib import Path

import click

from samverkansavtal.commands.base import FOLDER, LAYER, PLAIN, Command


@click.command(cls=Command)
@PLAIN
@FOLDER
def form(enkel: bool, folder: Path | None) -> None:
    """Vilken form passar? Bidrag, samverkansavtal, avsiktsförklaring, köp eller något annat."""
    from samverkansavtal import sessions

    sessions.form(enkel, folder)


@click.command(cls=Command)
@PLAIN
@FOLDER
def quick(enkel: bool, folder: Path | None) -> None:
    """Snabbtest: fem frågor visar tidigt om det pekar mot köp eller samverkan."""
    from samverkansavtal import sessions

    sessions.quick(enkel, folder)


@click.command(cls=Command)
@click.argument("model", metavar="[MODELL]", default="")
@LAYER
@PLAIN
@FOLDER
def new(model: str, layer: Path | None, enkel: bool, folder: Path | None) -> None:
    """Börja ett utkast."""
    from samverkansavtal import sessions

    sessions.new(model, str(layer or ""), enkel, folder)


@click.command(cls=Command)
@click.argument("target", metavar="[FIL]", required=False, type=click.Path(path_type=Path))
@PLAIN
@FOLDER
def resume(target: Path | None, enkel: bool, folder: Path | None) -> None:
    """Fortsätt med ett utkast."""
    from samverkansavtal import sessions

    sessions.resume(target, enkel, folder)


@click.command(cls=Command)
@click.option("--delete", "delete", metavar="NAMN", help="Ta bort utkastet.")
@PLAIN
@FOLDER
def drafts(delete: str | None, enkel: bool, folder: Path | None) -> None:
    """Visa eller ta bort utkast."""
    from samverkansavtal import sessions

    sessions.drafts(delete, enkel, folder)
