"""Commands about the content itself: where something is used, and how it hangs together."""

from pathlib import Path

import click

from samverkansavtal.commands.base import LAYER, Command, say

MODEL = click.option("--model", default="samverkan", metavar="MODELL", help="Modell att läsa i.")


@click.command(cls=Command)
@click.argument("name", metavar="NAMN")
@LAYER
@MODEL
def where(name: str, layer: Path | None, model: str) -> None:
    """Var står det, och var används det: fråga, begrepp, belopp, regel, bestämmelse eller källa."""
    from samverkansavtal.explaining.where import as_lines
    from samverkansavtal.explaining.where import where as find
    from samverkansavtal.producing.opening import library_for

    say(*as_lines(find(name, library_for(model, str(layer or "")))))


@click.command(cls=Command)
@click.argument("name", metavar="[NAMN]", default="")
@LAYER
@MODEL
@click.option("--format", "style", type=click.Choice(["mermaid"]), default="mermaid", help="mermaid.")
def graph(name: str, layer: Path | None, model: str, style: str) -> None:
    """Rita vad som läser vad, som text för Mermaid: runt ett namn, ett område eller alla begrepp."""
    from samverkansavtal.explaining.graph import graph as draw
    from samverkansavtal.explaining.graph import mermaid
    from samverkansavtal.producing.opening import library_for

    say(*mermaid(draw(library_for(model, str(layer or "")), name)))
