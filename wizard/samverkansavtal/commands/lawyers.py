"""Commands for those who review the library."""

from pathlib import Path

import click

from samverkansavtal.commands.base import LAYER, Command, say
from samverkansavtal.commands.mistakes import Folder

MODEL = click.argument("model", metavar="[MODELL]", default="samverkan")
WORD = click.option("--word", metavar="FIL", type=click.Path(path_type=Path), help="Skriv en Word-fil.")
STATE = click.Choice(("last", "utan-anmarkning", "synpunkter"))
REVIEWING: "dict[str, tuple[str, click.ParamType[str]]]" = {
    "name_of": ("Vem har granskat", click.STRING),
    "role": ("Roll", click.STRING),
    "on_behalf": ("För vem", click.STRING),
    "state": ("Vad gäller", STATE),
}


@click.command(cls=Command)
@MODEL
@LAYER
@WORD
def commentary(model: str, layer: Path | None, word: Path | None) -> None:
    """Kommenterad utgåva: varje bestämmelse med syfte, lag, villkor, regler och granskning."""
    from samverkansavtal.documents import today
    from samverkansavtal.drafting.as_text import report_text
    from samverkansavtal.explaining.commentary import commentary as annotate
    from samverkansavtal.lawyers import library_of, write_commentary

    library = library_of(model, layer)
    if word is None:
        say(report_text(annotate(library, today())).rstrip())
        return
    write_commentary(library, word)
    say(f"Kommenterad utgåva: {word}")


@click.command("review-set", cls=Command)
@MODEL
@LAYER
@click.option("--variants", is_flag=True, help="Bara varje text, inte varje par av texter. Färre avtal.")
@click.option("--folder", metavar="MAPP", type=Folder(), help="Skriv avtalens svarsfiler här.")
def review_set(model: str, layer: Path | None, variants: bool, folder: Path | None) -> None:
    """Läsurval: få avtal som tillsammans visar varje text och varje par av texter som kan mötas."""
    from samverkansavtal.lawyers import empty, library_of, write_answers
    from samverkansavtal.proving.pairs import review_set as find
    from samverkansavtal.proving.pairs_words import lines

    library = library_of(model, layer)
    if folder is not None:
        empty(folder)  # told before the search, which takes its time
    found = find(library, pairs=not variants)
    say(*lines(found, not variants))
    if folder is not None:
        paths = write_answers(found, library, layer, folder)
        say("", f"Svarsfilerna finns i {folder}. Skriv ett avtal med: samverkan draft {paths[0].parent}")


@click.command(cls=Command)
@click.argument("name", metavar="NAMN")
@click.option("--by", "name_of", help="Namn på den som har granskat.")
@click.option("--role", help="Till exempel kommunjurist.")
@click.option("--for", "on_behalf", help="Den som granskningen är gjord för.")
@click.option("--state", type=STATE, help="Vad granskningen kom fram till.")
@click.option("--note", default="", help="Synpunkter, i en mening.")
@click.option("--model", default="samverkan", metavar="MODELL", help="Modell att läsa i.")
@LAYER
def review(name: str, note: str, model: str, layer: Path | None, **given: str | None) -> None:
    """Anteckna att någon har läst eller granskat en bestämmelse, en regel eller ett begrepp."""
    from samverkansavtal.lawyers import record_review, to_review

    to_review(name, layer, model)  # told before anything is asked
    said = {key: given[key] or click.prompt(words, type=kind) for key, (words, kind) in REVIEWING.items()}
    name_of = said.pop("name_of")
    say(*record_review(name, {**said, "name": name_of, "note": note}, layer, model))
