"""Commands for those who run a server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from samverkansavtal.commands.base import Command, Commands, say
from samverkansavtal.errors import SamverkanError

if TYPE_CHECKING:
    from samverkansavtal.hosting.database import Database

MISSING = (
    "Serverdelen är inte installerad ({} saknas). Skriv: python -m pip install 'samverkansavtal[server]'."
)
DATABASE = click.option("--database", metavar="ADRESS", help="En fil, eller postgresql://namn@dator/databas.")
NAMES = {"database": "DATABASE", "listen": "LISTEN", "port": "PORT", "processes": "PROCESSES"}
LISTS = {"host_name": "HOST_NAME", "trusted_proxy": "TRUSTED_PROXIES"}


@click.command(cls=Command)
@DATABASE
@click.option("--listen", metavar="ADRESS", help="Adress att lyssna på. Utan val: 127.0.0.1.")
@click.option("--port", metavar="TAL", help="Port. Utan val: 8000.")
@click.option("--processes", metavar="TAL", help="Antal processer. Utan val: 1.")
@click.option("--host-name", metavar="NAMN", multiple=True, help="Vad webbplatsen heter utifrån.")
@click.option("--trusted-proxy", metavar="NÄT", multiple=True, help="Proxy som får säga vem som är inloggad.")
@click.option("--migrate", is_flag=True, help="Förbered databasen för den här versionen först.")
def serve(migrate: bool, **given: Any) -> None:
    """Kör webbplatsen för en hel organisation, bakom en proxy som loggar in."""
    os.environ |= environment(given)
    try:
        from samverkansavtal.hosting.serving import serve as run
        from samverkansavtal.hosting.settings import read_settings
    except ModuleNotFoundError as error:
        raise SamverkanError(MISSING.format(error.name)) from None
    run(read_settings(os.environ), migrate)


def environment(given: dict[str, Any]) -> dict[str, str]:
    """Return the options that were given as the settings they stand for."""
    single = {f"SAMVERKAN_{name}": given[key] for key, name in NAMES.items() if given.get(key)}
    return single | {
        f"SAMVERKAN_{name}": ",".join(given[key]) for key, name in LISTS.items() if given.get(key)
    }


class Inner(Commands):
    """A group within the group."""

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(f"{self.help}\n\n")
        with formatter.indentation():
            rows = [(name, command.get_short_help_str(70)) for name, command in self.commands.items()]
            formatter.write_dl(rows)
        formatter.write(f"\nSkriv {context.command_path} KOMMANDO --help för att läsa mer.\n")


@click.group(cls=Inner)
def database() -> None:
    """Sköt serverns databas: förbered, säkerhetskopiera, läs tillbaka, gallra."""


@contextmanager
def opened(address: str | None, new: bool = False) -> Iterator["Database"]:
    """Yield the database at *address*, or the one the environment names; only a *new* one is made.

    Raises:
        SamverkanError: neither says where it is, or the extra `server` is not installed.
    """
    try:
        from samverkansavtal.hosting.database import Database, there
    except ModuleNotFoundError as error:
        raise SamverkanError(MISSING.format(error.name)) from None
    where = address or os.environ.get("SAMVERKAN_DATABASE", "")
    if not where:
        raise SamverkanError("Säg var databasen finns: --database FIL, eller sätt SAMVERKAN_DATABASE.")
    if not new:
        there(where)
    found = Database(where)
    try:
        yield found
    finally:
        found.close()


@database.command(cls=Command)
@DATABASE
def migrate(database: str | None) -> None:
    """Förbered databasen för den här versionen."""
    from samverkansavtal.hosting import migrating

    with opened(database, new=True) as where:
        before, after = migrating.migrate(where)
    say("Databasen var redan förberedd." if before == after else f"Databasen är förberedd (steg {after}).")


@database.command(cls=Command)
@click.argument("target", metavar="FIL", type=click.Path(path_type=Path))
@DATABASE
def backup(target: Path, database: str | None) -> None:
    """Skriv en säkerhetskopia av allt, även medan webbplatsen används."""
    from samverkansavtal.hosting.dumping import back_up
    from samverkansavtal.hosting.serving import now

    with opened(database) as where:
        counts = back_up(where, target, now())
    say(f"Säkerhetskopian finns i {target}: {counts['draft']} utkast, {counts['file']} Word-filer.")
    say("Den innehåller alla svar i klartext. Förvara den därefter.")


@database.command(cls=Command)
@click.argument("target", metavar="FIL", type=click.Path(path_type=Path))
@DATABASE
def restore(target: Path, database: str | None) -> None:
    """Läs tillbaka en säkerhetskopia till en tom databas."""
    from samverkansavtal.hosting.dumping import restore as fill

    with opened(database, new=True) as where:
        counts = fill(where, target)
    say(f"Tillbaka är {counts['draft']} utkast, {counts['event']} ändringar, {counts['file']} Word-filer.")


@database.command(cls=Command)
@DATABASE
@click.option("--really", is_flag=True, help="Gallra på riktigt. Utan val visas bara vad som skulle gallras.")
def retain(database: str | None, really: bool) -> None:
    """Gallra utkast som ingen har ändrat på länge."""
    from samverkansavtal.hosting import retaining
    from samverkansavtal.hosting.serving import now

    with opened(database) as where:
        found = retaining.retain(where, now()) if really else retaining.due(where, now().date())
    say(*(f"{one.id}  skulle bevaras till {one.keep_until}" for one in found))
    say(
        f"{len(found)} utkast är gallrade."
        if really
        else f"{len(found)} utkast kan gallras. Inget är gallrat."
    )


@database.command(cls=Command)
@click.argument("name", metavar="UTKAST")
@DATABASE
@click.option("--release", is_flag=True, help="Låt utkastet gallras som andra.")
def hold(name: str, database: str | None, release: bool) -> None:
    """Bevara ett utkast, oavsett dess datum."""
    from samverkansavtal.hosting.retaining import hold as held

    with opened(database) as where:
        held(where, name, not release)
    say(f"Utkastet {name} gallras som andra." if release else f"Utkastet {name} bevaras.")
