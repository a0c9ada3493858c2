"""One change of one draft, with its event, in one transaction.

Nobody is held up: the draft is read, changed in memory, and written only if it is still at the revision
that was read. Whoever came second does it once more, and holds the draft meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection, insert, update

from samverkansavtal.hosting import tables
from samverkansavtal.hosting.calendar import months_after
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.documents import Documents, answered_in, title_of
from samverkansavtal.hosting.finding import Found
from samverkansavtal.hosting.happenings import happened
from samverkansavtal.web.keeping import Edit, Kept

Clock = Callable[[], datetime]


class Find(Protocol):
    """Reads the draft that is to be changed; raises when the visitor may not change it."""

    def __call__(self, connection: Connection, *, locked: bool) -> Found: ...


@dataclass(frozen=True)
class Changer:
    """Changes drafts."""

    database: Database
    documents: Documents
    clock: Clock
    months: int  # that a draft is kept after its last change

    def change(self, find: Find, who: str, edit: Edit, path: str) -> Kept:
        """Return the draft as it is kept once *edit* has been made in it.

        Raises:
            StorageError: it could not be kept; what was kept before is untouched.
        """
        with self.database.reading() as connection:
            found = find(connection, locked=False)
        kept = self.documents.kept(found.id, found.rev, found.role, found.document)
        after = edit(kept)
        with self.database.writing() as connection:
            done = self._written(connection, found, kept, after, who, path)
        if done is None:
            with self.database.writing() as connection:
                found = find(connection, locked=True)
                kept = self.documents.kept(found.id, found.rev, found.role, found.document)
                done = self._written(connection, found, kept, edit(kept), who, path)
                assert done is not None, "the row is held"
        return self.documents.remember(done)

    def _written(
        self, connection: Connection, found: Found, kept: Kept, after: Kept, who: str, path: str
    ) -> Kept | None:
        """Return the draft as it is kept now, or None when somebody else was faster."""
        document = self.documents.written(after.draft, after.library)
        if document == found.document:
            return kept
        now, rev, draft = self.clock(), found.rev + 1, tables.draft
        values = {
            "document": document,
            "before": found.document,
            "rev": rev,
            "changed": now,
            "keep_until": months_after(now.date(), self.months),
            "title": title_of(after.draft),
            "model": after.draft.model,
            "answered": answered_in(after.draft),
        }
        changed = connection.execute(
            update(draft).where(draft.c.id == found.id, draft.c.rev == found.rev).values(values)
        )
        if changed.rowcount != 1:
            return None
        old, new = happened(kept, after, path)
        record(connection, found.id, rev, now, who, path, old, new)
        return replace(after, id=found.id, rev=str(rev), role=found.role, dropped=())


def record(
    connection: Connection, draft: str, rev: int, at: datetime, who: str, path: str, old: str, new: str
) -> None:
    """Add the event that led to *rev*."""
    values = {"draft": draft, "rev": rev, "at": at, "who": who, "path": path, "old": old, "new": new}
    connection.execute(insert(tables.event).values(values))
