"""What each store has of its own: an outbox, a change log, handled events, forgotten records."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import NAMING, Instant

__all__ = [
    "OUTBOX_IS_DEAD",
    "OUTBOX_WAITS",
    "changes",
    "copy_to",
    "forgotten",
    "handled",
    "outbox",
]

_metadata = sa.MetaData(naming_convention=NAMING)


def _origin() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("service", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("actor", sa.Uuid),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )


OUTBOX_WAITS = "outbox.published_at IS NULL AND outbox.dead_at IS NULL"
"""SQL: the event is to be handed out, now or later."""
OUTBOX_IS_DEAD = "outbox.published_at IS NULL AND outbox.dead_at IS NOT NULL"
"""SQL: the event could not be heard."""

outbox = sa.Table(
    "outbox",
    _metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("payload", sa.JSON, nullable=False),
    *_origin(),
    sa.Column("published_at", Instant),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("round", sa.Integer, nullable=False, server_default="0"),
    sa.Column("hearings", sa.JSON, nullable=False, server_default="{}"),
    sa.Column("dead_at", Instant),
)
for _name, _columns, _which in (
    ("ix_outbox_due", (outbox.c.due_at, outbox.c.id), OUTBOX_WAITS),
    ("ix_outbox_dead", (outbox.c.at, outbox.c.id), OUTBOX_IS_DEAD),
):
    _where = sa.text(_which.replace("outbox.", ""))
    sa.Index(_name, *_columns, postgresql_where=_where, sqlite_where=_where)

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

forgotten = sa.Table(
    "forgotten",
    _metadata,
    sa.Column("key", sa.Uuid, primary_key=True),
    sa.Column("at", Instant, nullable=False),
)
"""Records without their person; of what the change log says of them, values may be hidden."""


def copy_to(metadata: sa.MetaData) -> None:
    """Give a store's *metadata* its own."""
    for table in (outbox, changes, handled, forgotten):
        table.to_metadata(metadata)
