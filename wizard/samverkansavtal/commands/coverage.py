"""The command that says how much of the content is tried, and what nobody would notice."""

import json
from pathlib import Path

import click

from samverkansavtal.commands.base import LAYER, Command, say


@click.command(cls=Command)
@LAYER
@click.option(
    "--examples",
    "folder",
    metavar="MAPP",
    default="examples",
    type=click.Path(path_type=Path),
    help="Mapp med exempel.",
)
@click.option("--table", is_flag=True, help="Visa också vad varje exempel visar.")
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="text eller json."
)
def coverage(layer: Path | None, folder: Path, table: bool, style: str) -> None:
    """Hur mycket av innehållet prövas: vägar, texter, par och mutanter som fall och exempel märker."""
    from samverkansavtal.covering import tried_with
    from samverkansavtal.proving import coverage_words
    from samverkansavtal.proving.coverage import coverage as measure
    from samverkansavtal.proving.shown import shown

    tried = tried_with(folder, layer)
    found = measure(tried)
    reach = shown(tried)
    if style == "json":
        say(json.dumps(coverage_words.as_data(found, reach), ensure_ascii=False, indent=2))
    else:
        say(*coverage_words.lines(found, reach, table))
