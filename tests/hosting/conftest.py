"""Every test here runs on both databases; PostgreSQL where SAMVERKAN_TEST_POSTGRES says where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from hosting.hosted import Hosted, Now
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.migrating import migrate

POSTGRES = "SAMVERKAN_TEST_POSTGRES"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of a new, empty database."""
    if request.param == "sqlite":
        yield str(tmp_path / "samverkan.db")
    else:
        yield from new_postgres()


def new_postgres() -> Iterator[str]:
    """Yield the address of a new database on the PostgreSQL server of the tests."""
    import psycopg

    server = os.environ.get(POSTGRES)
    if not server:
        pytest.skip(f"{POSTGRES} is not set; see tools/postgres.sh")
    name = f"test_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    """Yield a database that is ready for drafts."""
    made = Database(address)
    migrate(made)
    yield made
    made.close()


@pytest.fixture
def hosted(database: Database) -> Hosted:
    """Return the store of a server, with a clock that the test sets."""
    return Hosted.on(database, Now())
