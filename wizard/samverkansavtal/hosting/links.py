"""Links for those who are not signed in: unguessable, for one party, with an end."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from samverkansavtal.hosting.changing import Changer
from samverkansavtal.hosting.finding import Found, for_link, role_of
from samverkansavtal.hosting.limits import FAILED, POSTED, Limits
from samverkansavtal.hosting.signing_in import hashed
from samverkansavtal.hosting.tables import event
from samverkansavtal.hosting.tables import link as links
from samverkansavtal.interviewing.own_rows import only_added
from samverkansavtal.interviewing.waiting import owner as owner_of
from samverkansavtal.web.keeping import Edit, Kept, NotAllowedError, NotHereError, Person, Role
from samverkansavtal.web.people import Link

TOUCH = timedelta(minutes=1)  # how stale "last used" may be
DAYS = 90  # that a link may hold
NO_LINK = "Länken gäller inte längre, eller är fel avskriven. Be den som skickade den om en ny."
COLUMNS = (
    links.c.id, links.c.draft, links.c.owner, links.c.made_by, links.c.until, links.c.revoked, links.c.last_used
)  # fmt: skip


class HostedLinks:
    """The part of `People` that is about links."""

    def __init__(self, changer: Changer) -> None:
        self._changer = changer
        self._database = changer.database
        self._documents = changer.documents
        self._clock = changer.clock
        self._limits = Limits(changer.database, changer.clock)

    def links(self, person: Person, draft: str) -> Sequence[Link]:
        asked = select(*COLUMNS).where(links.c.draft == draft).order_by(links.c.made.desc(), links.c.id)
        with self._database.reading() as connection:
            self._writer(connection, person, draft)
            return [Link(*row) for row in connection.execute(asked)]

    def make_link(self, person: Person, draft: str, owner: str, days: int) -> str:
        if not 1 <= days <= DAYS:
            raise NotAllowedError(f"En länk kan gälla från 1 till {DAYS} dagar.")
        now, secret = self._clock(), secrets.token_urlsafe(32)
        values: dict[str, object] = {
            "id": str(uuid4()),
            "draft": draft,
            "secret_hash": hashed(secret),
            "owner": owner[:290],
        }
        values |= {"made_by": person.name, "made": now, "until": now + timedelta(days=days), "revoked": False}
        with self._database.writing() as connection:
            self._writer(connection, person, draft)
            connection.execute(insert(links).values(values))
        return secret

    def revoke(self, person: Person, draft: str, link: str) -> None:
        revoked = update(links).where(links.c.draft == draft, links.c.id == link).values(revoked=True)
        with self._database.writing() as connection:
            self._writer(connection, person, draft)
            if connection.execute(revoked).rowcount != 1:
                raise NotHereError("Länken finns inte.")

    def follow(self, secret: str, peer: str) -> tuple[Link, Kept]:
        self._limits.check(peer, FAILED)
        try:
            with self._database.reading() as connection:
                link = self._link(connection, secret)
                found = for_link(connection, link.draft)
        except NotHereError:
            self._limits.count(peer, FAILED)
            raise
        self._used(link)
        return link, self._documents.kept(found.id, found.rev, found.role, found.document)

    def answer(self, secret: str, peer: str, edit: Edit, path: str) -> Kept:
        self._limits.count(peer, POSTED)
        link, _ = self.follow(secret, peer)
        who = f"{link.owner} (länk)"

        def within(kept: Kept) -> Kept:
            after = edit(kept)
            self._only_theirs(link, who, kept, after)
            return after

        return self._changer.change(partial(self._found, secret=secret), who, within, path)

    def _found(self, connection: Connection, *, locked: bool, secret: str) -> Found:
        """Return the draft a link is about, if the link holds at this very moment."""
        return for_link(connection, self._link(connection, secret).draft, locked=locked)

    def _link(self, connection: Connection, secret: str) -> Link:
        row = connection.execute(select(*COLUMNS).where(links.c.secret_hash == hashed(secret))).one_or_none()
        link = Link(*row) if row is not None else None
        if link is None or link.revoked or link.until <= self._clock():
            raise NotHereError(NO_LINK)
        return link

    def _used(self, link: Link) -> None:
        now = self._clock()
        if link.last_used is None or abs(now - link.last_used) > TOUCH:
            with self._database.writing() as connection:
                connection.execute(update(links).where(links.c.id == link.id).values(last_used=now))

    def _only_theirs(self, link: Link, who: str, before: Kept, after: Kept) -> None:
        """Let a change pass that is about nothing but questions the link's party is to answer.

        Raises:
            NotAllowedError: it is about something else too.
        """
        asked = select(event.c.path).where(event.c.draft == link.draft, event.c.who == who)
        with self._database.reading() as connection:
            answered = set(connection.scalars(asked))
        brought = only_added(before.view, after.view, link.owner)
        theirs = (
            path in answered or link.owner in (owner_of(before.view, path), owner_of(after.view, path))
            for path in touched(before, after) - (brought or set())
        )
        if brought is None or beside(before) != beside(after) or not all(theirs):
            raise NotAllowedError("Länken gäller bara frågorna på sidan. Gå tillbaka och läs in den igen.")

    def _owner(self, connection: Connection, person: Person, draft: str) -> None:
        if role_of(connection, person, draft) < Role.OWNER:
            raise NotAllowedError("Bara den som äger utkastet kan dela det med andra.")

    def _writer(self, connection: Connection, person: Person, draft: str) -> None:
        if role_of(connection, person, draft) < Role.WRITE:
            raise NotAllowedError("Bara den som får skriva i utkastet kan fråga andra med länk.")


def touched(before: Kept, after: Kept) -> set[str]:
    """Return the paths whose answers differ; where rows came or went, the list's own question."""
    old, new = before.draft.answers, after.draft.answers
    paths = {path for path in {**old.values, **new.values} if old.values.get(path) != new.values.get(path)}
    lists = {name for name in {**old.rows, **new.rows} if old.keys(name) != new.keys(name)}
    return paths | {f"{name}.+" for name in lists | (old.closed ^ new.closed)}


def beside(kept: Kept) -> tuple[object, ...]:
    """Return what a draft holds beside its answers, and nobody but its own people may change."""
    draft = kept.draft
    return draft.model, draft.day, draft.layer, draft.version, draft.judgements
