"""One connection address, SQLite or PostgreSQL, and what was said by either as one Swedish sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from samverkansavtal.errors import StorageError

BUSY = 15_000  # milliseconds to wait for somebody else's write
FULL = "Disken är full på servern, så ändringen kunde inte sparas. Det som redan var sparat finns kvar."
UNREACHABLE = "Databasen svarar inte. Vänta en stund och försök igen."
TAKEN = "Databasen är upptagen. Vänta en stund och försök igen."


def database_url(address: str) -> URL:
    """Return a connection address that can be used: a file's path means SQLite.

    Raises:
        StorageError: it is neither SQLite nor PostgreSQL.
    """
    try:
        url = make_url(address if "://" in address else f"sqlite:///{address}")
    except (ArgumentError, ValueError):
        raise StorageError(
            "Databasens adress går inte att läsa. Skriv en fil, eller postgresql://namn@dator/databas."
        ) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise StorageError(
            f"Databasen {url.drivername} går inte att använda. Skriv en fil, eller postgresql://namn@dator/databas."
        )
    return url


def there(address: str) -> None:
    """Let an address pass that does not lead to a file that is missing: nothing is made in its place.

    Raises:
        StorageError: the file is missing, or the address cannot be used.
    """
    url = database_url(address)
    if url.drivername == "sqlite" and not Path(_in_a_folder(url)).is_file():
        raise StorageError(
            f"Databasen {url.database} finns inte. Kontrollera namnet, eller skapa den med samverkan database migrate."
        )


class Database:
    """A database, whichever it is. Reading and writing are separate, so that a writer never waits for itself."""

    def __init__(self, address: str) -> None:
        """Prepare for the database at *address*; nothing is opened yet.

        Raises:
            StorageError: the address cannot be used, or names a folder that does not exist.
        """
        self.url = database_url(address)
        self.sqlite = self.url.drivername == "sqlite"
        if self.sqlite:
            _private(Path(_in_a_folder(self.url)))
        self.engine = _engine(self.url)

    @property
    def file(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.url.database or "") if self.sqlite else None

    @contextmanager
    def reading(self, *, still: bool = False) -> Iterator[Connection]:
        """Yield a connection for reading; when *still*, all of it sees one and the same moment."""
        level = {"isolation_level": "REPEATABLE READ"} if still and not self.sqlite else {}
        with _told(), self.engine.connect() as connection:
            yield connection.execution_options(**level) if level else connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Yield a connection for writing; all of it happens, or nothing."""
        with _told(), self.engine.connect() as opened:
            connection = opened.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def scrub(self) -> None:
        """Let nothing that was erased linger in SQLite's write-ahead log."""
        if self.sqlite:
            with _told(), self.engine.connect() as connection:
                raw = connection.connection.dbapi_connection
                assert raw is not None
                raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _told() -> Iterator[None]:
    """Say what a database said in one sentence, without a word of what was to be written."""
    try:
        yield
    except PoolTimeout:
        raise StorageError(TAKEN) from None
    except DBAPIError as error:
        raise StorageError(_sentence(str(error.orig))) from None


def _sentence(said: str) -> str:
    said = said.casefold()
    if "is full" in said or "no space left" in said:
        return FULL
    if "disk i/o error" in said or "unable to open" in said:
        return "Servern kan inte läsa eller skriva på sin disk. Det som redan var sparat finns kvar."
    if "locked" in said or "busy" in said:
        return TAKEN
    if "readonly" in said or "read-only" in said:
        return "Databasen går bara att läsa. Den som sköter servern behöver se till att den går att skriva i."
    if "no such table" in said or "does not exist" in said:
        return "Databasen är inte förberedd. Kör samverkan database migrate."
    if "malformed" in said or "not a database" in said:
        return "Databasen är skadad. Läs tillbaka den senaste säkerhetskopian med samverkan database restore."
    return UNREACHABLE


def _private(path: Path) -> None:
    """Make a new database file readable by its owner only, as SQLite makes the files beside it then."""
    if path.exists():
        return
    try:
        path.touch(mode=0o600)
    except OSError:
        raise StorageError(
            f"Det går inte att skriva i {path.parent}. Välj en annan fil för databasen."
        ) from None


def _in_a_folder(url: URL) -> str:
    if not url.database or url.database == ":memory:":
        raise StorageError("En databas i minnet försvinner när servern stannar. Skriv en fil i stället.")
    folder = Path(url.database).absolute().parent
    if not folder.is_dir():
        raise StorageError(f"Mappen {folder} finns inte. Skapa den, eller välj en annan fil för databasen.")
    return url.database


def _engine(url: URL) -> Engine:
    if url.drivername == "sqlite":
        engine = create_engine(url, hide_parameters=True, pool_size=10, max_overflow=40)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=5,
        max_overflow=10,
        connect_args={"connect_timeout": 10},
    )


def _prepare(connection: Any, record: Any) -> None:
    """Set up an SQLite connection; transactions are begun by `_begin` and by nobody else."""
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout = {BUSY}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def upserting(
    connection: Connection, table: Table[Any], values: dict[str, Any], changed: dict[str, Any]
) -> Any:
    """Return the statement that inserts *values*, or makes *changed* where the row is already there."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    insert = cast(Any, dialect.insert(table)).values(values)
    return insert.on_conflict_do_update(index_elements=list(table.primary_key), set_=changed)
