"""Rows of the table `draft`, for those who may see them: nothing else in this package reads a draft's text."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from samverkansavtal.hosting.tables import draft, member
from samverkansavtal.web.keeping import NotHereError, Person, Role

GONE = "Utkastet finns inte."


@dataclass(frozen=True, slots=True)
class Found:
    """A draft's text as it stands, and what the one who found it may do."""

    id: str
    rev: int
    role: Role
    document: str
    before: str | None


def for_person(connection: Connection, person: Person, name: str, *, locked: bool = False) -> Found:
    """Return the draft *name* as *person* may see it; when *locked*, nobody changes it meanwhile.

    Raises:
        NotHereError: there is none, or it is not theirs.
    """
    asked = (
        select(draft.c.id, draft.c.rev, member.c.role, draft.c.document, draft.c.before)
        .join(member, member.c.draft == draft.c.id)
        .where(draft.c.id == name, draft.c.organisation == person.organisation, member.c.person == person.id)
    )
    row = connection.execute(asked.with_for_update(of=draft) if locked else asked).one_or_none()
    if row is None:
        raise NotHereError(GONE)
    return Found(row.id, row.rev, Role(row.role), row.document, row.before)


def for_link(connection: Connection, name: str, *, locked: bool = False) -> Found:
    """Return the draft *name* as the holder of a link may see it.

    Raises:
        NotHereError: there is none.
    """
    asked = select(draft.c.id, draft.c.rev, draft.c.document, draft.c.before).where(draft.c.id == name)
    row = connection.execute(asked.with_for_update() if locked else asked).one_or_none()
    if row is None:
        raise NotHereError(GONE)
    return Found(row.id, row.rev, Role.READ, row.document, row.before)


def role_of(connection: Connection, person: Person, name: str) -> Role:
    """Return what *person* may do with the draft *name*.

    Raises:
        NotHereError: there is none, or it is not theirs.
    """
    asked = (
        select(member.c.role)
        .join(draft, member.c.draft == draft.c.id)
        .where(draft.c.id == name, draft.c.organisation == person.organisation, member.c.person == person.id)
    )
    role = connection.scalar(asked)
    if role is None:
        raise NotHereError(GONE)
    return Role(role)
