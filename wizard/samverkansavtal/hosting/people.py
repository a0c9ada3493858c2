"""Sharing and comments, in the database; links are in `links`."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import Connection, and_, delete, insert, select, update

from samverkansavtal.hosting.changing import Changer
from samverkansavtal.hosting.database import upserting
from samverkansavtal.hosting.finding import role_of
from samverkansavtal.hosting.links import HostedLinks
from samverkansavtal.hosting.signing_in import LONGEST as LONGEST_NAME
from samverkansavtal.hosting.signing_in import domain
from samverkansavtal.hosting.tables import comment as comments
from samverkansavtal.hosting.tables import member as members
from samverkansavtal.hosting.tables import person as persons
from samverkansavtal.language.reading import text as readable
from samverkansavtal.web.keeping import NotAllowedError, NotHereError, Person, Role
from samverkansavtal.web.people import Comment, Member

LONGEST = 5_000  # signs of a comment


class HostedPeople(HostedLinks):
    """The `People` of a server."""

    def __init__(self, changer: Changer, by_domain: bool) -> None:
        """*by_domain*: what comes after @ says who are colleagues, also of those who have not been here yet."""
        super().__init__(changer)
        self._by_domain = by_domain

    def members(self, person: Person, draft: str) -> Sequence[Member]:
        known = and_(persons.c.id == members.c.person, persons.c.organisation == person.organisation)
        asked = (
            select(members.c.person, members.c.role, persons.c.name)
            .join_from(members, persons, known, isouter=True)
            .where(members.c.draft == draft)
            .order_by(members.c.role.desc(), members.c.person)
        )
        with self._database.reading() as connection:
            role_of(connection, person, draft)
            rows = connection.execute(asked).all()
        return [
            Member(Person(row.person, row.name or row.person, person.organisation), Role(row.role))
            for row in rows
        ]

    def share(self, person: Person, draft: str, colleague: str, role: Role) -> None:
        colleague = colleague.strip().casefold()
        values = {"draft": draft, "person": colleague, "role": role}
        with self._database.writing() as connection:
            self._owner(connection, person, draft)
            if role is Role.OWNER or colleague == person.id:
                raise NotAllowedError(
                    "Utkastet har en ägare, och det är ni. Välj läsa, kommentera eller skriva."
                )
            self._colleague(connection, person, colleague)
            connection.execute(upserting(connection, members, values, {"role": role}))

    def unshare(self, person: Person, draft: str, colleague: str) -> None:
        with self._database.writing() as connection:
            if colleague != person.id:
                self._owner(connection, person, draft)
            if role_of(connection, Person(colleague, "", person.organisation), draft) is Role.OWNER:
                raise NotAllowedError("Ägaren kan inte tas bort från sitt utkast.")
            gone = delete(members).where(members.c.draft == draft, members.c.person == colleague)
            connection.execute(gone)

    def comments(self, person: Person, draft: str) -> Sequence[Comment]:
        columns = (comments.c.id, comments.c.about, comments.c.who, comments.c.at, comments.c.text)
        asked = (
            select(*columns, comments.c.settled)
            .where(comments.c.draft == draft)
            .order_by(comments.c.at, comments.c.id)
        )
        with self._database.reading() as connection:
            role_of(connection, person, draft)
            return [Comment(*row) for row in connection.execute(asked)]

    def comment(self, person: Person, draft: str, about: str, text: str) -> None:
        said = readable(text)
        if len(said) > LONGEST:
            raise NotAllowedError(f"Kommentaren är längre än {LONGEST} tecken. Korta den.")
        values: dict[str, object] = {
            "id": str(uuid4()),
            "draft": draft,
            "about": about[:300],
            "who": person.name,
        }
        values |= {"at": self._clock(), "text": said, "settled": False}
        with self._database.writing() as connection:
            self._commenter(connection, person, draft)
            connection.execute(insert(comments).values(values))

    def settle(self, person: Person, draft: str, comment: str) -> None:
        settled = update(comments).where(comments.c.draft == draft, comments.c.id == comment)
        with self._database.writing() as connection:
            self._commenter(connection, person, draft)
            if connection.execute(settled.values(settled=True)).rowcount != 1:
                raise NotHereError("Kommentaren finns inte.")

    def _commenter(self, connection: Connection, person: Person, draft: str) -> None:
        if role_of(connection, person, draft) < Role.COMMENT:
            raise NotAllowedError("Ni får läsa det här utkastet, men inte kommentera.")

    def _colleague(self, connection: Connection, person: Person, colleague: str) -> None:
        known = select(persons.c.id).where(
            persons.c.organisation == person.organisation, persons.c.id == colleague
        )
        if self._by_domain and domain(colleague) == person.organisation and len(colleague) <= LONGEST_NAME:
            return
        if connection.scalar(known) is None:
            raise NotAllowedError(
                f"”{colleague}” finns inte hos er. Skriv det namn kollegan loggar in med, "
                "och be kollegan logga in en gång först."
            )
