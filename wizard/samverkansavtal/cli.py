"""The command line: the group, and the last door where every failure becomes one sentence.

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

from samverkansavtal.commands import (
    asking,
    content,
    coverage,
    documents,
    explain,
    hosting,
    lawyers,
    lint,
    models,
    serving,
)
from samverkansavtal.commands.base import FAILED, FOLDER, INTERRUPTED, PLAIN, Commands
from samverkansavtal.commands.mistakes import sentence

COMMANDS = (
    asking.form,
    asking.quick,
    asking.new,
    asking.resume,
    asking.drafts,
    documents.draft,
    documents.check,
    documents.judge,
    documents.read,
    explain.why,
    explain.change,
    explain.which,
    content.where,
    content.graph,
    lint.lint,
    coverage.coverage,
    lawyers.commentary,
    lawyers.review_set,
    lawyers.review,
    models.models,
    models.copy,
    models.compare,
    serving.web,
    hosting.serve,
    hosting.database,
)


@click.group(cls=Commands, invoke_without_command=True)
@PLAIN
@FOLDER
@click.version_option(package_name="samverkansavtal", message="samverkansavtal %(version)s")
@click.pass_context
def app(context: click.Context, enkel: bool, folder: Path | None) -> None:
    """Utkast till samverkansavtal."""
    context.default_map = {
        name: {"folder": folder, "enkel": enkel}
        for name in ("form", "quick", "new", "resume", "draft", "drafts", "read", "web")
    }
    if context.invoked_subcommand is None:
        from samverkansavtal import sessions

        sessions.menu(enkel, folder)


for _command in COMMANDS:
    app.add_command(_command)


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
        click.echo(sentence(error), err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Avbrutet.", err=True)
        return INTERRUPTED
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else FAILED
    except Exception as error:  # noqa: BLE001 - the last door: whatever failed is told in one sentence
        return _failed(error)
    return 0


def _failed(error: Exception) -> int:
    from samverkansavtal.errors import Interrupted, SamverkanError, reason

    if isinstance(error, Interrupted):
        click.echo(str(error), err=True)
        return INTERRUPTED
    if isinstance(error, SamverkanError):
        click.echo(str(error), err=True)
        return FAILED
    if isinstance(error, OSError):
        click.echo(
            f"En fil gick inte att läsa eller skriva: {reason(error)}. Kontrollera mappen och försök igen.",
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
