"""Commands that write and check documents."""

import sys
from pathlib import Path

import click

from samverkansavtal.commands.base import FOLDER, LAYER, LEFT, PLAIN, STOPPED, TARGET, Command, say

JUDGING = {
    "name": "Vem gör bedömningen",
    "role": "Roll",
    "mandate": "Mandat, till exempel delegationsordning eller beslut",
    "reason": "Skäl",
}


@click.command(cls=Command)
@TARGET
@LAYER
@FOLDER
@click.option("--pages", is_flag=True, help="Fyll i sidnummer i innehållsförteckningen. Kräver LibreOffice.")
@click.option("--all", "everything", is_flag=True, help="Skriv också beslutsunderlag, partsblad och tidplan.")
def draft(target: Path, layer: Path | None, folder: Path | None, pages: bool, everything: bool) -> None:
    """Skriv avtalet och riskrapporten som Word-filer."""
    from samverkansavtal import telling
    from samverkansavtal.documents import open_answers, write_all_documents, write_documents

    opened = open_answers(target, str(layer or ""))
    write = write_all_documents if everything else write_documents
    produced = write(opened, folder or _beside(opened.path), pages=pages)
    say(*telling.checked(opened), *telling.written(produced), *telling.next_steps(opened))


@click.command(cls=Command)
@TARGET
@LAYER
@click.option(
    "--format", "style", type=click.Choice(["text", "json"]), default="text", help="text eller json."
)
def check(target: Path, layer: Path | None, style: str) -> None:
    """Kontrollera svaren utan att skriva några filer."""
    from samverkansavtal import telling
    from samverkansavtal.documents import open_answers
    from samverkansavtal.drafting.status import standing
    from samverkansavtal.drafting.tree import Status

    opened = open_answers(target, str(layer or ""))
    if style == "json":
        say(telling.as_json(opened))
    else:
        say(*telling.checked(opened))
    place = standing(opened.plan, telling.judged(opened))
    sys.exit(STOPPED if place.stamp else 0 if place.status is Status.SIGNING else LEFT)


@click.command(cls=Command)
@click.argument("rule", metavar="REGEL")
@TARGET
@click.option("--name", help="Namn på den som bedömer.")
@click.option("--role", help="Till exempel bolagsjurist.")
@click.option("--mandate", help="Vad ger rätten att bedöma.")
@click.option("--reason", help="Varför bedömningen blir en annan.")
def judge(rule: str, target: Path, **given: str | None) -> None:
    """Anteckna en avvikande bedömning av en träff."""
    from samverkansavtal.judging import record, to_judge

    to_judge(rule, target)  # told before anything is asked
    said = {key: given[key] or click.prompt(words) for key, words in JUDGING.items()}
    say(*record(rule, target, said["name"], said["role"], said["mandate"], said["reason"]))


@click.command(cls=Command)
@click.argument("file", metavar="PARTSBLAD", type=click.Path(path_type=Path))
@click.argument("target", metavar="[FIL]", required=False, type=click.Path(path_type=Path))
@PLAIN
def read(file: Path, target: Path | None, enkel: bool) -> None:
    """Läs in ett ifyllt partsblad i utkastet. Ni får se ändringarna först."""
    from samverkansavtal.asking.pick import prompter
    from samverkansavtal.returning import read_sheet

    read_sheet(file, target, prompter(enkel))


def _beside(path: Path) -> Path:
    """Return where Word files go: beside a draft, and for a file of one's own in utkast/ here."""
    return path.parent if path.name == "svar.toml" else Path("utkast") / (path.parent.name or path.stem)
