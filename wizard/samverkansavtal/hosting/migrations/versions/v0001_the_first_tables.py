"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table."""
    _drafts()
    _people()
    _of_a_draft()
    _links()
    _passing()


def _of(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    """Return the column that names a draft, and that the row goes when the draft does."""
    return (
        sa.Column("draft", sa.String(36), nullable=False),
        sa.ForeignKeyConstraint(["draft"], ["draft.id"], name=f"fk_{table}_draft", ondelete="CASCADE"),
    )


def _drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("model", sa.String(100), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("before", sa.Text),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.Column("keep_until", sa.Date, nullable=False),
        sa.Column("hold", sa.Boolean, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
    )
    op.create_index("ix_draft_organisation", "draft", ["organisation"])
    op.create_index("ix_draft_keep_until", "draft", ["keep_until"])


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("id", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("organisation", "id", name="pk_person"),
    )
    op.create_table(
        "member",
        *_of("member"),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("role", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("draft", "person", name="pk_member"),
    )
    op.create_index("ix_member_person", "member", ["person"])


def _of_a_draft() -> None:
    op.create_table(
        "event",
        *_of("event"),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.String(300), nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("old", sa.Text, nullable=False),
        sa.Column("new", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("draft", "rev", name="pk_event"),
    )
    op.create_table(
        "comment",
        sa.Column("id", sa.String(36), nullable=False),
        *_of("comment"),
        sa.Column("about", sa.String(300), nullable=False),
        sa.Column("who", sa.String(300), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("settled", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
    )
    op.create_index("ix_comment_draft", "comment", ["draft"])
    op.create_table(
        "file",
        *_of("file"),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("draft", "name", name="pk_file"),
    )


def _links() -> None:
    op.create_table(
        "link",
        sa.Column("id", sa.String(36), nullable=False),
        *_of("link"),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(300), nullable=False),
        sa.Column("made_by", sa.String(300), nullable=False),
        sa.Column("made", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("revoked", sa.Boolean, nullable=False),
        sa.Column("last_used", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_link"),
        sa.UniqueConstraint("secret_hash", name="uq_link_secret_hash"),
    )
    op.create_index("ix_link_draft", "link", ["draft"])


def _passing() -> None:
    op.create_table(
        "session",
        sa.Column("id_hash", sa.String(64), nullable=False),
        sa.Column("organisation", sa.String(200), nullable=False),
        sa.Column("person", sa.String(200), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("seen", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id_hash", name="pk_session"),
    )
    op.create_index("ix_session_seen", "session", ["seen"])
    op.create_table(
        "attempt",
        sa.Column("peer", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("peer", "kind", "minute", name="pk_attempt"),
    )
    op.create_table(
        "tombstone",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tombstone"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(100), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
