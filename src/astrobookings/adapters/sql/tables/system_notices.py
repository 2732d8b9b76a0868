"""In-app copies and preferences (SystemDB)."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, choice, entity
from astrobookings.adapters.sql.tables.system import metadata
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["UNREAD", "WANTED", "notices", "preferences"]

UNREAD = "read_at IS NULL"
"""SQL: the copy was not read yet."""
WANTED = "new_launches"
"""SQL: somebody asked to hear of new launches."""

notices = sa.Table(
    "notices",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("recipient", sa.Uuid, nullable=False),
    *choice("kind", NotificationKind),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("read_at", Instant),
    *entity(),
    sa.Index("ix_notices_recipient", "recipient", "created_at", "id"),
    sa.Index(
        "ix_notices_unread",
        "recipient",
        "created_at",
        "id",
        postgresql_where=sa.text(UNREAD),
        sqlite_where=sa.text(UNREAD),
    ),
)

preferences = sa.Table(
    "preferences",
    metadata,
    sa.Column("user_id", sa.Uuid, sa.ForeignKey("users.id"), primary_key=True),
    sa.Column("new_launches", sa.Boolean),
    sa.Column("launch_bookings", sa.Boolean),
    *entity(),
    sa.Index(
        "ix_preferences_new_launches",
        "user_id",
        postgresql_where=sa.text(WANTED),
        sqlite_where=sa.text(WANTED),
    ),
)
