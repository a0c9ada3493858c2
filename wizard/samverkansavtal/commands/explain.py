"""Commands that explain."""

from pathlib import Path

import click

from samverkansavtal.commands.base import LAYER, TARGET, Command, say

EVERY_RULE = "regler"
TARGET_OR_NOTHING = click.argument("target", metavar="[FIL]", required=False, type=click.Path(path_type=Path))
MODEL = click.option("--model", default="samverkan", metavar="MODELL", help="Modell, när ingen fil anges.")


@click.command(cls=Command)
@click.argument("name", metavar="NAMN")
@TARGET_OR_NOTHING
@LAYER
@MODEL
def why(name: str, target: Path | None, layer: Path | None, model: str) -> None:
    """Varför, och varför inte: en regel, en bestämmelse, en fråga. Eller skriv regler för alla."""
    from samverkansavtal.documents import open_answers
    from samverkansavtal.errors import SamverkanError
    from samverkansavtal.explaining.about import about
    from samverkansavtal.explaining.explanation import as_lines
    from samverkansavtal.explaining.ledger import ledger_lines
    from samverkansavtal.explaining.why import why as explain
    from samverkansavtal.producing.opening import library_for

    if target is None and name == EVERY_RULE:
        raise SamverkanError("Skriv också svarsfilen: samverkan why regler FIL.")
    if target is None:
        found = about(name, library_for(model, str(layer or "")))
    else:
        plan = open_answers(target, str(layer or "")).plan
        if name == EVERY_RULE:
            say(*ledger_lines(plan))
            return
        found = explain(name, plan)
    for number, explanation in enumerate(found):
        say(*([""] if number else []), *as_lines(explanation))


@click.command(cls=Command)
@click.argument("rule", metavar="REGEL")
@TARGET
@LAYER
def change(rule: str, target: Path, layer: Path | None) -> None:
    """Vad kan vi ändra? Fakta, val, text och belopp bakom en träff, och vad en ändring leder till."""
    from samverkansavtal.documents import open_answers
    from samverkansavtal.explaining.change import as_lines, changes

    for number, found in enumerate(changes(rule, open_answers(target, str(layer or "")).plan)):
        say(*([""] if number else []), *as_lines(found))


@click.command(cls=Command)
@TARGET
@LAYER
def which(target: Path, layer: Path | None) -> None:
    """Vilken fråga avgör mest? De öppna frågorna, den som mest väntar på först."""
    from samverkansavtal.documents import open_answers
    from samverkansavtal.explaining.which import as_lines
    from samverkansavtal.explaining.which import which as weigh

    say(*as_lines(weigh(open_answers(target, str(layer or "")).plan)))
