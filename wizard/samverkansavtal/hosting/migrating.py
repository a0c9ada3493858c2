"""Bring a database's tables to what this version needs, and tell whether they are there already."""

from functools import lru_cache

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from samverkansavtal.errors import StorageError
from samverkansavtal.hosting.database import Database

LOCK = 7269145  # of PostgreSQL: one migration at a time, whichever server begins it


def config() -> Config:
    """Return where the migrations are."""
    made = Config()
    made.set_main_option("script_location", "samverkansavtal.hosting:migrations")
    return made


@lru_cache(maxsize=1)
def revisions() -> tuple[str, ...]:
    """Return the revisions this version knows, the newest first."""
    return tuple(step.revision for step in ScriptDirectory.from_config(config()).walk_revisions())


def newest() -> str:
    """Return the revision this version needs."""
    return revisions()[0]


def current(database: Database) -> str:
    """Return the revision a database is at, "" when it has none."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def migrate(database: Database) -> tuple[str, str]:
    """Bring a database to the newest revision, all or nothing; return the revisions before and after.

    Raises:
        StorageError: a newer version of the program has been here, or the database holds something else.
    """
    made = config()
    with database.writing() as connection:
        if not database.sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        before = MigrationContext.configure(connection).get_current_revision() or ""
        _known(before)
        if not before and inspect(connection).get_table_names():
            raise StorageError(
                "Databasen används redan till något annat. Välj en egen databas för verktyget."
            )
        made.attributes["connection"] = connection
        command.upgrade(made, "head")
    return before, newest()


def _known(revision: str) -> None:
    if revision and revision not in revisions():
        raise StorageError(
            "Databasen är gjord med en nyare version av verktyget. Installera den versionen och försök igen."
        )


def check(database: Database) -> None:
    """Let a database pass that is at the newest revision.

    Raises:
        StorageError: it is not; the sentence says what to do.
    """
    revision = current(database)
    _known(revision)
    if revision != newest():
        raise StorageError(
            "Databasen är inte förberedd för den här versionen. "
            "Ta en säkerhetskopia och kör samverkan database migrate, eller starta med --migrate."
        )
