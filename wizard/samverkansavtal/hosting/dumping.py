"""Backup and restore: one zip with a file of JSON lines per table, the same from either database.

A backup is one moment of the database, also while people work in it. What only passes through (sessions,
counts of tries) is not in it. A backup is read back by the same version of the program that made it.
"""

import base64
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Date, LargeBinary, Table, insert, select

from samverkansavtal.errors import StorageError, reason
from samverkansavtal.hosting import migrating
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.tables import PASSING, Moment, draft, metadata, tombstone

HEAD = "samverkan.json"
FORMAT = 1
KEPT = tuple(table for table in metadata.sorted_tables if table not in PASSING)
AT_ONCE = 200  # rows
DAMAGED = "Säkerhetskopian är skadad eller av ett annat slag. Välj en annan fil."


def back_up(database: Database, path: Path, made: datetime) -> dict[str, int]:
    """Write the whole database to *path*, whole or not at all; return how many rows of each table.

    Raises:
        StorageError: the database is not prepared, or the file cannot be written.
    """
    migrating.check(database)
    if path.exists():
        raise StorageError(f"{path} finns redan. Välj ett nytt namn, så att ingen kopia skrivs över.")
    try:
        with _beside(path) as file:
            return _written(database, file, made)
    except OSError as error:
        raise StorageError(
            f"{path} kunde inte skrivas: {reason(error)}. Välj en annan plats för kopian."
        ) from None


@contextmanager
def _beside(path: Path) -> Iterator[BinaryIO]:
    """Yield a file that becomes *path*, readable by its owner only, once all of it is on disk."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.absolute().parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _written(database: Database, file: BinaryIO, made: datetime) -> dict[str, int]:
    counts, digests = {}, {}
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        database.reading(still=True) as connection,
    ):
        for table in KEPT:
            digest = hashlib.sha256()
            counts[table.name] = 0
            with archive.open(f"{table.name}.jsonl", "w") as lines:
                for line in _lines(connection, table):
                    lines.write(line)
                    digest.update(line)
                    counts[table.name] += 1
            digests[table.name] = digest.hexdigest()
        head = {"format": FORMAT, "revision": migrating.newest(), "made": made.isoformat()}
        archive.writestr(HEAD, json.dumps({**head, "rows": counts, "sha256": digests}, indent=1))
    return counts


def _lines(connection: Connection, table: Table[Any]) -> Iterator[bytes]:
    asked = select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
    for row in connection.execute(asked).mappings():
        yield (
            json.dumps({key: _plain(value) for key, value in row.items()}, ensure_ascii=False).encode()
            + b"\n"
        )


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date) else value


def restore(database: Database, path: Path) -> dict[str, int]:
    """Fill an empty database from the backup at *path*, all or nothing; return how many rows of each table.

    Raises:
        StorageError: the database holds drafts, or the backup cannot be read or is of another version.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            head = json.loads(archive.read(HEAD))
            _readable(head)
            migrating.migrate(database)
            with database.writing() as connection:
                _empty(connection)
                return {table.name: _filled(connection, archive, table, head) for table in KEPT}
    except OSError:
        raise StorageError(f"{path} kan inte läsas. Kontrollera namnet.") from None
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError):
        raise StorageError(DAMAGED) from None


def _readable(head: dict[str, Any]) -> None:
    if head["format"] != FORMAT or head["revision"] != migrating.newest():
        raise StorageError(
            "Säkerhetskopian är gjord med en annan version av verktyget. "
            "Läs tillbaka den med den versionen, och uppgradera sedan."
        )


def _empty(connection: Connection) -> None:
    for table in (draft, tombstone):
        if connection.execute(select(table.c.id).limit(1)).first() is not None:
            raise StorageError(
                "Databasen har redan utkast, så ingenting lästes tillbaka. Ange en tom databas i stället."
            )


def _filled(connection: Connection, archive: zipfile.ZipFile, table: Table[Any], head: dict[str, Any]) -> int:
    """Fill one table; what it says must be what was written."""
    digest, rows, count = hashlib.sha256(), [], 0
    connection.execute(table.delete())
    with archive.open(f"{table.name}.jsonl") as lines:
        for line in lines:
            digest.update(line)
            rows.append(_values(table, json.loads(line)))
            count += 1
            if len(rows) == AT_ONCE:
                connection.execute(insert(table), rows)
                rows = []
    if rows:
        connection.execute(insert(table), rows)
    if digest.hexdigest() != head["sha256"][table.name] or count != head["rows"][table.name]:
        raise StorageError(DAMAGED)
    return count


def _values(table: Table[Any], row: dict[str, Any]) -> dict[str, Any]:
    return {column.name: _typed(column.type, row[column.name]) for column in table.columns}


def _typed(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value, validate=True)
    if isinstance(kind, Moment):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
