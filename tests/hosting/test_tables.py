"""The migrations make exactly the tables the code knows, on either database."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from samverkansavtal.errors import StorageError
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.migrating import check, current, migrate, newest
from samverkansavtal.hosting.tables import metadata


def test_the_migrations_make_the_tables_the_code_knows(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(database: Database) -> None:
    assert migrate(database) == (newest(), newest())
    check(database)


def test_a_database_that_is_not_prepared_is_told_with_what_to_do(address: str) -> None:
    database = Database(address)
    with pytest.raises(StorageError, match="samverkan database migrate"):
        check(database)
    database.close()


def test_a_database_from_a_newer_version_is_left_alone(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for look in (check, migrate):
        with pytest.raises(StorageError, match="nyare version"):
            look(database)


def test_a_database_that_holds_something_else_is_left_alone(address: str) -> None:
    database = Database(address)
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE hyreslista (id INTEGER)"))
    with pytest.raises(StorageError, match="något annat"):
        migrate(database)
    assert current(database) == ""
    database.close()


def test_a_migration_that_fails_halfway_leaves_nothing(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from samverkansavtal.hosting.migrations.versions import v0001_the_first_tables as first

    database = Database(address)
    monkeypatch.setattr("alembic.op.create_index", _failing)
    assert first.revision == newest()
    with pytest.raises(ZeroDivisionError):
        migrate(database)
    monkeypatch.undo()
    assert current(database) == ""
    assert migrate(database) == ("", newest())
    database.close()


def _failing(*words: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize("wrong", ["mysql://a@b/c", "sqlite://", ":memory:", "postgresql://a@b:x/c"])
def test_an_address_that_cannot_be_used_is_one_sentence(wrong: str) -> None:
    with pytest.raises(StorageError) as told:
        Database(wrong)
    assert "\n" not in str(told.value)


def test_a_folder_that_is_not_there_is_named() -> None:
    with pytest.raises(StorageError, match="Mappen /finns/inte finns inte"):
        Database("/finns/inte/samverkan.db")
