"""Drafts in the database, as one person of one organisation may see them."""

from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from sqlalchemy import Connection, insert, select

from samverkansavtal.content.records import Library
from samverkansavtal.errors import AnswerError
from samverkansavtal.hosting import tables
from samverkansavtal.hosting.calendar import months_after
from samverkansavtal.hosting.changing import Changer, record
from samverkansavtal.hosting.database import Database, upserting
from samverkansavtal.hosting.documents import answered_in, title_of
from samverkansavtal.hosting.erasing import erase
from samverkansavtal.hosting.finding import Found, for_person, role_of
from samverkansavtal.hosting.shelf import TableShelf
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.web.keeping import DraftLine, Edit, Event, Kept, NotAllowedError, Person, Role

BEGUN = "begun"  # in the table `meta`: drafts have been kept here
DELETED = "borttaget av ägaren"


def has_held_drafts(database: Database) -> bool:
    """Return whether drafts are, or have ever been, kept in a database."""
    with database.reading() as connection:
        return connection.scalar(select(tables.meta.c.key).where(tables.meta.c.key == BEGUN)) is not None


class HostedDrafts:
    """The `Drafts` of a server."""

    def __init__(self, changer: Changer) -> None:
        self._changer = changer
        self._database = changer.database
        self._documents = changer.documents

    def all(self, person: Person) -> Sequence[DraftLine]:
        draft, member = tables.draft, tables.member
        columns = (draft.c.id, draft.c.title, draft.c.model, draft.c.changed, draft.c.answered, member.c.role)
        asked = (
            select(*columns)
            .join(member, member.c.draft == draft.c.id)
            .where(draft.c.organisation == person.organisation, member.c.person == person.id)
            .order_by(draft.c.changed.desc(), draft.c.id)
        )
        with self._database.reading() as connection:
            return [DraftLine(*row[:5], Role(row.role)) for row in connection.execute(asked)]

    def begin(self, person: Person, draft: Draft, library: Library) -> str:
        now, name = self._changer.clock(), str(uuid4())
        values = {
            "id": name,
            "organisation": person.organisation,
            "title": title_of(draft),
            "model": draft.model,
            "document": self._documents.written(draft, library),
            "before": None,
            "rev": 1,
            "created": now,
            "changed": now,
            "keep_until": months_after(now.date(), self._changer.months),
            "hold": False,
            "answered": answered_in(draft),
        }
        owner = {"draft": name, "person": person.id, "role": Role.OWNER}
        begun = {"key": BEGUN, "value": now.date().isoformat()}
        with self._database.writing() as connection:
            connection.execute(insert(tables.draft).values(values))
            connection.execute(insert(tables.member).values(owner))
            connection.execute(upserting(connection, tables.meta, begun, {"key": BEGUN}))
            record(connection, name, 1, now, person.name, "", "", "utkastet började")
        return name

    def open(self, person: Person, name: str) -> Kept:
        with self._database.reading() as connection:
            found = for_person(connection, person, name)
        return self._documents.kept(found.id, found.rev, found.role, found.document)

    def change(self, person: Person, name: str, edit: Edit, path: str = "") -> Kept:
        return self._changer.change(partial(_to_write, person=person, name=name), person.name, edit, path)

    def before(self, person: Person, name: str) -> Draft | None:
        with self._database.reading() as connection:
            found = for_person(connection, person, name)
        try:
            return None if found.before is None else self._documents.read(found.before)[0]
        except AnswerError:
            return None

    def delete(self, person: Person, name: str) -> None:
        with self._database.writing() as connection:
            if role_of(connection, person, name) < Role.OWNER:
                raise NotAllowedError("Bara den som äger utkastet kan ta bort det.")
            if connection.scalar(select(tables.draft.c.hold).where(tables.draft.c.id == name)):
                raise NotAllowedError(
                    "Utkastet ska bevaras. Tala med den som sköter servern om det ska bort."
                )
            erase(connection, name, self._changer.clock(), DELETED)
        self._documents.forget(name)

    def shelf(self, person: Person, name: str) -> TableShelf:
        with self._database.reading() as connection:
            role_of(connection, person, name)
        return TableShelf(self._database, person, name, self._changer.clock)

    def history(self, person: Person, name: str) -> Sequence[Event]:
        event = tables.event
        columns = (event.c.at, event.c.who, event.c.path, event.c.old, event.c.new)
        asked = select(*columns).where(event.c.draft == name).order_by(event.c.rev.desc())
        with self._database.reading() as connection:
            role_of(connection, person, name)
            return [Event(*row) for row in connection.execute(asked)]


def _to_write(connection: Connection, *, locked: bool, person: Person, name: str) -> Found:
    """Return the draft that *person* is to change.

    Raises:
        NotAllowedError: they may see it but not change it.
    """
    found = for_person(connection, person, name, locked=locked)
    if found.role < Role.WRITE:
        raise NotAllowedError(f"Ni får {found.role.label} det här utkastet, men inte skriva i det.")
    return found
