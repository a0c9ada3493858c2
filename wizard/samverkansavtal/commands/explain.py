"""Commands that explain."""

from pathlib import Path

import click

from samverkansavtal.commands.base import LAYER, TARGET, Command, say


@click.command(cls=Command)
@click.argument("name", metavar="NAMN")
@TARGET
@LAYER
def why(name: str, target: Path, layer: Path | None) -> None:
    """Varför står en bestämmelse där, varför varnar en regel, varför ställs en fråga?"""
    from samverkansavtal.documents import open_answers
    from samverkansavtal.explaining.why import why as explain

    say(*explain(name, open_answers(target, str(layer or "")).plan))
