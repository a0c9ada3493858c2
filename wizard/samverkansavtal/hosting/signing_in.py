"""Who is visiting, as a trusted proxy says in a header; our own sessions beside it, as rows in the database.

Nobody is believed about who is visiting but the proxies named in the settings, and they only when what
they say can be read in one way.
"""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import product

from sqlalchemy import delete, insert, or_, select, update

from samverkansavtal.hosting.database import Database, upserting
from samverkansavtal.hosting.settings import Settings
from samverkansavtal.hosting.tables import person as persons
from samverkansavtal.hosting.tables import session as sessions
from samverkansavtal.web.keeping import Headers, Person, Session

IDLE, ALWAYS = timedelta(hours=8), timedelta(hours=24)
TOUCH = timedelta(minutes=5)  # how stale "last seen" may be
LONGEST = 200
FORWARDED_FOR = "x-forwarded-for"


@dataclass(frozen=True)
class ProxyDoors:
    """The `Doors` of a server behind a proxy."""

    database: Database
    settings: Settings
    cookie: str
    clock: Callable[[], datetime]

    def enter(self, cookies: Mapping[str, str], headers: Headers) -> Session | None:
        person = who(headers, self.settings)
        if person is None:
            return None
        known = cookies.get(self.cookie, "")
        if known and self._goes_on(known, person):
            return Session(known, person, _csrf(known))
        return self._begin(person, known)

    def leave(self, session: Session) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.id_hash == hashed(session.id)))

    def _goes_on(self, known: str, person: Person) -> bool:
        """Return whether *known* is the id of a session of *person* that has not run out."""
        now, row_id = self.clock(), hashed(known)
        columns = (sessions.c.organisation, sessions.c.person, sessions.c.created, sessions.c.seen)
        with self.database.reading() as connection:
            row = connection.execute(select(*columns).where(sessions.c.id_hash == row_id)).one_or_none()
        if row is None or (row.organisation, row.person) != (person.organisation, person.id):
            return False
        if now - row.seen > IDLE or now - row.created > ALWAYS:
            return False
        if now - row.seen > TOUCH:
            with self.database.writing() as connection:
                connection.execute(update(sessions).where(sessions.c.id_hash == row_id).values(seen=now))
        return True

    def _begin(self, person: Person, old: str) -> Session:
        """Return a new session; the one that came with the request, and those that have run out, are gone."""
        now, new = self.clock(), secrets.token_urlsafe(32)
        run_out = or_(
            sessions.c.id_hash == hashed(old),
            sessions.c.seen < now - IDLE,
            sessions.c.created < now - ALWAYS,
        )
        row = {"organisation": person.organisation, "person": person.id, "created": now, "seen": now}
        here = {"organisation": person.organisation, "id": person.id, "name": person.name, "seen": now}
        with self.database.writing() as connection:
            connection.execute(delete(sessions).where(run_out))
            connection.execute(insert(sessions).values({"id_hash": hashed(new), **row}))
            connection.execute(upserting(connection, persons, here, {"name": person.name, "seen": now}))
        return Session(new, person, _csrf(new), fresh=True)


def hashed(secret: str) -> str:
    """Return what the database keeps of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _csrf(session: str) -> str:
    """Return the secret of a session's forms; it says nothing of the session's id."""
    return hmac.new(session.encode(), b"forms", hashlib.sha256).hexdigest()


def who(headers: Headers, settings: Settings) -> Person | None:
    """Return who a trusted proxy says is visiting, or None when it cannot be known for certain."""
    if not trusted(headers.peer, settings):
        return None
    user = _said(headers, settings.user_header)
    name = _said(headers, settings.name_header) if settings.name_header else user
    if not user or name is None or any(sign in user for sign in ", ;\"'<>"):
        return None
    user = user.casefold()
    if settings.organisation_header:
        organisation = _said(headers, settings.organisation_header)
    else:
        organisation = domain(user)
    if not organisation:
        return None
    organisation = organisation.casefold()
    if settings.organisations and organisation not in map(str.casefold, settings.organisations):
        return None
    return Person(user, name or user, organisation)


def domain(user: str) -> str:
    """Return what comes after @ in an address, "" when it is none."""
    before, at, after = user.partition("@")
    return after if before and at and "@" not in after else ""


def _said(headers: Headers, name: str) -> str | None:
    """Return the one value of a header, "" when there is none, None when it cannot be read in one way."""
    if any(headers.values(other) for other in _look_alikes(name)):
        return None
    values = headers.values(name)
    if len(values) > 1:
        return None
    value = _text(values[0]).strip() if values else ""
    return value if len(value) <= LONGEST and (value.isprintable() or not value) else None


def _look_alikes(name: str) -> Iterator[str]:
    """Yield the names that some servers take for *name*: with _ for one - or more."""
    head, *rest = name.split("-")
    for signs in product("-_", repeat=len(rest)):
        if "_" in signs:
            yield head + "".join(sign + part for sign, part in zip(signs, rest, strict=True))


def _text(value: str) -> str:
    """Return a header's value as the UTF-8 it most often is."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def trusted(peer: str, settings: Settings) -> bool:
    """Return whether *peer* is one of the proxies that are believed."""
    try:
        address = ipaddress.ip_address(peer)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return any(address in network for network in settings.trusted_proxies)


def visitor(headers: Headers, settings: Settings) -> str:
    """Return the visitor's own address: the last one in the forwarded chain that is no proxy of ours."""
    if not trusted(headers.peer, settings):
        return headers.peer
    chain = [part.strip() for value in headers.values(FORWARDED_FOR) for part in value.split(",")]
    outside = [part for part in chain if not trusted(part, settings)]
    return outside[-1] if outside else headers.peer
