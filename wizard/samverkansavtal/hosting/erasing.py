"""A draft goes with everything that belongs to it; what is left is that it has been there."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert

from samverkansavtal.hosting import tables

BELONGING = (tables.member, tables.event, tables.comment, tables.link, tables.file)


def erase(connection: Connection, name: str, at: datetime, reason: str) -> None:
    """Remove the draft *name* with all that belongs to it, and leave a tombstone without personal data."""
    for table in BELONGING:
        connection.execute(delete(table).where(table.c.draft == name))
    connection.execute(delete(tables.draft).where(tables.draft.c.id == name))
    connection.execute(insert(tables.tombstone).values({"id": name, "at": at, "reason": reason}))
