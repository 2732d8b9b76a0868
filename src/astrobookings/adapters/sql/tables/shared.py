"""What each store has of its own: an outbox, a change log, handled events."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import NAMING, Instant

__all__ = ["changes", "copy_to", "handled", "outbox"]

_metadata = sa.MetaData(naming_convention=NAMING)


def _origin() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor", sa.Uuid),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )


outbox = sa.Table(
    "outbox",
    _metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    *_origin(),
    sa.Column("published_at", Instant),
)
sa.Index(
    "ix_outbox_unpublished",
    outbox.c.at,
    outbox.c.id,
    postgresql_where=sa.text("published_at IS NULL"),
    sqlite_where=sa.text("published_at IS NULL"),
)

changes = sa.Table(
    "changes",
    _metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("key", sa.Uuid, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("fields", sa.JSON, nullable=False),
    *_origin(),
    sa.Index("ix_changes_key", "key"),
)

handled = sa.Table(
    "handled",
    _metadata,
    sa.Column("event_id", sa.Uuid, primary_key=True),
    sa.Column("handler", sa.Text, primary_key=True),
    sa.Column("at", Instant, nullable=False),
)


def copy_to(metadata: sa.MetaData) -> None:
    """Give a store's *metadata* its own."""
    for table in (outbox, changes, handled):
        table.to_metadata(metadata)
