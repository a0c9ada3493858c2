"""Thin commands. Everything heavy is imported inside the command that needs it.

Exit codes: 0 done, nothing left to settle · 1 something could not be read or written ·
2 wrong command line · 3 `check`: something is left to settle · 4 `check`: something stops the
signing · 130 interrupted, answers saved.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

FAILED, LEFT, STOPPED, INTERRUPTED = 1, 3, 4, 130

PLAIN = click.option("--enkel", is_flag=True, help="Numrerade val, en rad i taget. Passar skärmläsare.")
LAYER = click.option(
    "--layer", "layer", metavar="MAPP", type=click.Path(path_type=Path), help="Mapp med er egen modell."
)
FOLDER = click.option("--folder", metavar="MAPP", type=click.Path(path_type=Path), help="Mapp att skriva i.")
TARGET = click.argument("target", metavar="FIL", type=click.Path(path_type=Path))


class Command(click.Command):
    """A command whose help is Swedish."""

    def format_usage(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(
            context.command_path,
            " ".join(self.collect_usage_pieces(context)).replace("OPTIONS", "VAL"),
            "Skriv: ",
        )

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(context) if isinstance(param, click.Option)]
        rows = [row for option in options if (row := option.get_help_record(context))]
        with formatter.section("Val"):
            formatter.write_dl(rows)

    def get_help_option(self, context: click.Context) -> click.Option | None:
        option = super().get_help_option(context)
        if option is not None:
            option.help = "Visa den här texten."
        return option


class Commands(click.Group):
    """The group with Swedish words and Swedish errors."""

    command_class = Command

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write("Samverkansavtal: utkast till avtal mellan bostadsbolag, föreningar och andra.\n\n")
        formatter.write("Skriv samverkan utan något efter för att börja. Eller ett av kommandona:\n\n")
        with formatter.indentation():
            formatter.write_dl(
                [(name, command.get_short_help_str(70)) for name, command in sorted(self.commands.items())]
            )
        formatter.write("\nSkriv samverkan KOMMANDO --help för att läsa mer om ett kommando.\n")


@click.group(cls=Commands, invoke_without_command=True)
@PLAIN
@FOLDER
@click.version_option(package_name="samverkansavtal", message="samverkansavtal %(version)s")
@click.pass_context
def app(context: click.Context, enkel: bool, folder: Path | None) -> None:
    """Utkast till samverkansavtal."""
    context.default_map = {
        name: {"folder": folder, "enkel": enkel} for name in ("new", "resume", "draft", "drafts")
    }
    if context.invoked_subcommand is None:
        from samverkansavtal import sessions

        sessions.menu(enkel, folder)


@app.command()
@click.argument("model", metavar="[MODELL]", default="")
@LAYER
@PLAIN
@FOLDER
def new(model: str, layer: Path | None, enkel: bool, folder: Path | None) -> None:
    """Börja ett utkast."""
    from samverkansavtal import sessions

    sessions.new(model, str(layer or ""), enkel, folder)


@app.command()
@click.argument("target", metavar="[FIL]", required=False, type=click.Path(path_type=Path))
@PLAIN
@FOLDER
def resume(target: Path | None, enkel: bool, folder: Path | None) -> None:
    """Fortsätt med ett utkast."""
    from samverkansavtal import sessions

    sessions.resume(target, enkel, folder)


@app.command()
@TARGET
@LAYER
@FOLDER
@click.option("--pages", is_flag=True, help="Fyll i sidnummer i innehållsförteckningen. Kräver LibreOffice.")
def draft(target: Path, layer: Path | None, folder: Path | None, pages: bool) -> None:
    """Skriv avtalet och riskrapporten som Word-filer."""
    from samverkansavtal import telling
    from samverkansavtal.documents import open_answers, write_documents

    opened = open_answers(target, str(layer or ""))
    produced = write_documents(opened, folder or _beside(opened.path), pages=pages)
    say(*telling.checked(opened), *telling.written(produced), *telling.next_steps(opened))


def _beside(path: Path) -> Path:
    """Return where Word files go: beside a draft, and for a file of one's own in utkast/ here."""
    return path.parent if path.name == "svar.toml" else Path("utkast") / (path.parent.name or path.stem)


@app.command()
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


@app.command()
@click.argument("name", metavar="NAMN")
@TARGET
@LAYER
def why(name: str, target: Path, layer: Path | None) -> None:
    """Varför står en bestämmelse där, varför varnar en regel, varför ställs en fråga?"""
    from samverkansavtal.documents import open_answers
    from samverkansavtal.explaining.why import why as explain

    say(*explain(name, open_answers(target, str(layer or "")).plan))


@app.command()
@click.argument("rule", metavar="REGEL")
@TARGET
@click.option("--name", prompt="Vem gör bedömningen", help="Namn på den som bedömer.")
@click.option("--role", prompt="Roll", help="Till exempel bolagsjurist.")
@click.option(
    "--mandate",
    prompt="Mandat, till exempel delegationsordning eller beslut",
    help="Vad ger rätten att bedöma.",
)
@click.option("--reason", prompt="Skäl", help="Varför bedömningen blir en annan.")
def judge(rule: str, target: Path, name: str, role: str, mandate: str, reason: str) -> None:
    """Anteckna en avvikande bedömning av en träff."""
    from samverkansavtal.judging import record

    say(*record(rule, target, name, role, mandate, reason))


@app.command()
def models() -> None:
    """Visa modellerna."""
    from samverkansavtal.content.layers import model_names
    from samverkansavtal.content.library import shipped_library

    for name in model_names():
        model = shipped_library(name).model
        say(f"{name}: {model.title}", f"  {model.about}", f"  {model.notice}")


@app.command()
@click.argument("model", metavar="MODELL")
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
@click.option(
    "--provision", "provisions", multiple=True, help="Kopiera också texten, till exempel lokaler/upplatelse."
)
def copy(model: str, folder: Path, provisions: tuple[str, ...]) -> None:
    """Kopiera en modell till en egen mapp, som ni kan ändra i."""
    from samverkansavtal.copying import copy_model

    say(*copy_model(model, folder, provisions))


@app.command()
@click.option("--delete", "delete", metavar="NAMN", help="Ta bort utkastet.")
@PLAIN
@FOLDER
def drafts(delete: str | None, enkel: bool, folder: Path | None) -> None:
    """Visa eller ta bort utkast."""
    from samverkansavtal import sessions

    sessions.drafts(delete, enkel, folder)


def say(*lines: str) -> None:
    """Print lines of Swedish text."""
    for line in lines:
        click.echo(line)


def main() -> None:
    """Run the command line; every failure is one Swedish sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure: Callable[..., Any] | None = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Return the exit code of one command line."""
    try:
        app.main(arguments, prog_name="samverkan", standalone_mode=False)
    except click.UsageError as error:
        click.echo(_usage(error), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutet.", err=True)
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    except Exception as error:  # noqa: BLE001 - the last door: whatever failed is told in one sentence
        return _failed(error)
    return 0


def _usage(error: click.UsageError) -> str:
    name = error.ctx.command_path if error.ctx else "samverkan"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"Något saknas efter {name}: {error.param.metavar or error.param.name}. Skriv {name} --help."
    return f"Kommandot går inte att förstå. Skriv {name} --help för att se vad som går."


def _failed(error: Exception) -> int:
    from samverkansavtal.errors import Interrupted, SamverkanError

    if isinstance(error, Interrupted):
        click.echo(str(error), err=True)
        return INTERRUPTED
    if isinstance(error, SamverkanError):
        click.echo(str(error), err=True)
        return FAILED
    if isinstance(error, OSError):
        click.echo(
            f"En fil gick inte att läsa eller skriva: {error.strerror or 'okänt fel'}. Kontrollera mappen och försök igen.",
            err=True,
        )
        return FAILED
    if os.environ.get("SAMVERKAN_DEBUG"):
        raise error
    click.echo(
        f"Något oväntat gick fel i programmet ({type(error).__name__}). Sparade svar är kvar. "
        "Sätt SAMVERKAN_DEBUG=1, försök igen och skicka felet till den som förvaltar verktyget.",
        err=True,
    )
    return FAILED
