"""Every table. `migrations/` makes them; a test holds the two together."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it without saying so."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DraftColumns(TypedColumns):
    """A draft: the same text as an answer file, and the text before the last change."""

    id: Named[str] = Column(String(36), primary_key=True)
    organisation: Named[str] = Column(String(200))
    title: Named[str] = Column(Text)
    model: Named[str] = Column(String(100))
    document: Named[str] = Column(Text)
    before: Named[str | None] = Column(Text)
    rev: Named[int] = Column(Integer)
    created: Named[datetime] = Column(Moment)
    changed: Named[datetime] = Column(Moment)
    keep_until: Named[date] = Column(Date)
    hold: Named[bool] = Column(Boolean)
    answered: Named[int] = Column(Integer)


def _draft() -> Column[str]:
    """Return a column that names a draft and goes when the draft goes."""
    return Column(String(36), ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True)


class MemberColumns(TypedColumns):
    """Who may see a draft."""

    draft: Named[str] = _draft()
    person: Named[str] = Column(String(200), primary_key=True)
    role: Named[int] = Column(Integer)


class PersonColumns(TypedColumns):
    """Who has been here, by the name their organisation knows them."""

    organisation: Named[str] = Column(String(200), primary_key=True)
    id: Named[str] = Column(String(200), primary_key=True)
    name: Named[str] = Column(String(200))
    seen: Named[datetime] = Column(Moment)


class EventColumns(TypedColumns):
    """One change of a draft; `rev` is the one it led to."""

    draft: Named[str] = _draft()
    rev: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    at: Named[datetime] = Column(Moment)
    who: Named[str] = Column(String(300))
    path: Named[str] = Column(Text)
    old: Named[str] = Column(Text)
    new: Named[str] = Column(Text)


class CommentColumns(TypedColumns):
    """What somebody has said about a question or a provision."""

    id: Named[str] = Column(String(36), primary_key=True)
    draft: Named[str] = Column(String(36), ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    about: Named[str] = Column(String(300))
    who: Named[str] = Column(String(300))
    at: Named[datetime] = Column(Moment)
    text: Named[str] = Column(Text)
    settled: Named[bool] = Column(Boolean)


class LinkColumns(TypedColumns):
    """A link for somebody who is not signed in; only the hash of its secret is here."""

    id: Named[str] = Column(String(36), primary_key=True)
    draft: Named[str] = Column(String(36), ForeignKey("draft.id", ondelete="CASCADE"), index=True)
    secret_hash: Named[str] = Column(String(64), unique=True)
    owner: Named[str] = Column(String(300))
    made_by: Named[str] = Column(String(300))
    made: Named[datetime] = Column(Moment)
    until: Named[datetime] = Column(Moment)
    revoked: Named[bool] = Column(Boolean)
    last_used: Named[datetime | None] = Column(Moment)


class FileColumns(TypedColumns):
    """A draft's Word files."""

    draft: Named[str] = _draft()
    name: Named[str] = Column(String(200), primary_key=True)
    data: Named[bytes] = Column(LargeBinary)
    at: Named[datetime] = Column(Moment)


class SessionColumns(TypedColumns):
    """A visitor's session; only the hash of the cookie's value is here."""

    id_hash: Named[str] = Column(String(64), primary_key=True)
    organisation: Named[str] = Column(String(200))
    person: Named[str] = Column(String(200))
    created: Named[datetime] = Column(Moment)
    seen: Named[datetime] = Column(Moment, index=True)


class AttemptColumns(TypedColumns):
    """How often an address on the network has done something in one minute."""

    peer: Named[str] = Column(String(64), primary_key=True)
    kind: Named[str] = Column(String(20), primary_key=True)
    minute: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    times: Named[int] = Column(Integer)


class TombstoneColumns(TypedColumns):
    """That a draft has been erased, when and why; nothing of what it held."""

    id: Named[str] = Column(String(36), primary_key=True)
    at: Named[datetime] = Column(Moment)
    reason: Named[str] = Column(String(100))


class MetaColumns(TypedColumns):
    """What the database says about itself."""

    key: Named[str] = Column(String(100), primary_key=True)
    value: Named[str] = Column(Text)


draft = Table("draft", metadata, DraftColumns, Index(None, "organisation"), Index(None, "keep_until"))
member = Table("member", metadata, MemberColumns, Index(None, "person"))
person = Table("person", metadata, PersonColumns)
event = Table("event", metadata, EventColumns)
comment = Table("comment", metadata, CommentColumns)
link = Table("link", metadata, LinkColumns)
file = Table("file", metadata, FileColumns)
session = Table("session", metadata, SessionColumns)
attempt = Table("attempt", metadata, AttemptColumns)
tombstone = Table("tombstone", metadata, TombstoneColumns)
meta = Table("meta", metadata, MetaColumns)
PASSING = (session, attempt)  # what nobody misses: not in a backup
