"""Drafts that nobody has changed for long are erased: looked at first, then one at a time, each all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, exists, select, update

from samverkansavtal.errors import StorageError
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.erasing import erase
from samverkansavtal.hosting.signing_in import IDLE
from samverkansavtal.hosting.tables import draft, member, person, session

REASON = "gallrat"
UNSEEN = timedelta(days=366)  # after which somebody who has no drafts is forgotten


@dataclass(frozen=True, slots=True)
class Due:
    """A draft whose time has run out: nothing of what it holds."""

    id: str
    keep_until: date


def due(database: Database, today: date) -> Sequence[Due]:
    """Return the drafts to erase, the oldest first."""
    columns = (draft.c.id, draft.c.keep_until)
    asked = select(*columns).where(*_run_out(today)).order_by(draft.c.keep_until, draft.c.id)
    with database.reading() as connection:
        return [Due(*row) for row in connection.execute(asked)]


def retain(database: Database, now: datetime) -> Sequence[Due]:
    """Erase what is due, and forget who has not been here for a year; return the drafts that are gone."""
    gone = [one for one in due(database, now.date()) if _erased(database, one.id, now)]
    with database.writing() as connection:
        _forget(connection, now)
    database.scrub()
    return gone


def _erased(database: Database, name: str, now: datetime) -> bool:
    """Erase one draft, unless somebody has changed or held it meanwhile; return whether it went."""
    with database.writing() as connection:
        still = select(draft.c.id).where(draft.c.id == name, *_run_out(now.date())).with_for_update()
        if connection.scalar(still) is None:
            return False
        erase(connection, name, now, REASON)
        return True


def _run_out(today: date) -> tuple[ColumnElement[bool], ...]:
    return draft.c.keep_until < today, draft.c.hold.is_(False)


def _forget(connection: Connection, now: datetime) -> None:
    has_drafts = exists().where(
        member.c.person == person.c.id,
        member.c.draft == draft.c.id,
        draft.c.organisation == person.c.organisation,
    )
    connection.execute(delete(person).where(person.c.seen < now - UNSEEN, ~has_drafts))
    connection.execute(delete(session).where(session.c.seen < now - IDLE))


def hold(database: Database, name: str, held: bool) -> None:
    """Let the draft *name* be kept whatever its date, or no longer.

    Raises:
        StorageError: there is no such draft.
    """
    with database.writing() as connection:
        if connection.execute(update(draft).where(draft.c.id == name).values(hold=held)).rowcount != 1:
            raise StorageError(f"Utkastet {name} finns inte i databasen. Kontrollera numret.")
