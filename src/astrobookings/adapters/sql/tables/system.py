"""The tables of SystemDB."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import (
    NAMING,
    Instant,
    any_of,
    choice,
    entity,
    sorted_text,
)
from astrobookings.adapters.sql.tables.shared import copy_to
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.notifications.kinds import Lane, NotificationKind
from astrobookings.domain.notifications.notification import NotificationStatus

__all__ = ["WAITING", "links", "metadata", "notifications", "profiles", "sessions", "users"]

metadata = sa.MetaData(naming_convention=NAMING)
copy_to(metadata)


def _user(name: str = "user_id", *, primary_key: bool = False) -> sa.Column[object]:
    return sa.Column(
        name, sa.Uuid, sa.ForeignKey("users.id"), primary_key=primary_key, nullable=False
    )


users = sa.Table(
    "users",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("email", sa.Text, nullable=False, unique=True),
    sa.Column("password_hash", sa.Text, nullable=False),
    *choice("role", Role),
    *choice("position", Position, nullable=True),
    sa.Column("department", sa.Text, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("first_name", sorted_text(), nullable=False),
    sa.Column("last_name", sorted_text(), nullable=False),
    *choice("status", AccountStatus),
    sa.Column("pending_email", sa.Text),
    sa.Column("company", sa.JSON(none_as_null=True)),
    sa.Column("suspended_from", sa.String(32)),
    sa.Column("suspension_reason", sa.Text),
    sa.Column("search_text", sa.Text, nullable=False),
    *entity(),
    sa.CheckConstraint(
        any_of("suspended_from", (AccountStatus.ACTIVE, AccountStatus.UNCONFIRMED)),
        name="suspended_from",
    ),
    sa.CheckConstraint(
        f"suspended_from IS NULL OR {any_of('status', (AccountStatus.SUSPENDED,))}",
        name="suspended",
    ),
    sa.Index("ix_users_name", "last_name", "first_name", "id"),
    sa.Index("ix_users_created", "created_at", "id"),
)

profiles = sa.Table(
    "profiles",
    metadata,
    _user(primary_key=True),
    sa.Column("first_name", sa.Text, nullable=False),
    sa.Column("last_name", sa.Text, nullable=False),
    sa.Column("birth_date", sa.Date, nullable=False),
    sa.Column("phone", sa.Text, nullable=False),
    sa.Column("address", sa.Text, nullable=False),
    sa.Column("country", sa.Text, nullable=False),
    sa.Column("tax_id", sa.Text, nullable=False),
    *entity(),
)

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    _user(),
    sa.Column("origin", sa.Text, nullable=False),
    sa.Column("user_agent", sa.Text, nullable=False),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("refreshed_at", Instant, nullable=False),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("ended_at", Instant),
    *choice("end_reason", EndReason, nullable=True),
    *entity(),
    sa.Index("ix_sessions_user", "user_id", "created_at", "id"),
)

links = sa.Table(
    "links",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    _user(),
    *choice("kind", LinkKind),
    sa.Column("expires_at", Instant, nullable=False),
    sa.Column("secret_hash", sa.Text),
    sa.Column("used_at", Instant),
    *entity(),
    sa.Index("ix_links_user", "user_id", "kind", "created_at", "id"),
)

WAITING = any_of("status", (NotificationStatus.PENDING, NotificationStatus.PROCESSING))
"""SQL: the notification is still to be sent."""

notifications = sa.Table(
    "notifications",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("event_id", sa.Uuid, nullable=False),
    sa.Column("recipient", sa.Uuid, nullable=False),
    *choice("kind", NotificationKind),
    sa.Column("subject_id", sa.Uuid, nullable=False),
    *choice("status", NotificationStatus),
    sa.Column("priority", sa.Integer, nullable=False),
    *choice("lane", Lane),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("lease_until", Instant),
    sa.Column("last_attempt_at", Instant),
    sa.Column("sent_at", Instant),
    sa.Column("failure", sa.Text, nullable=False),
    sa.Column("trail", sa.JSON, nullable=False),
    sa.Column("details", sa.JSON, nullable=False),
    *entity(),
    sa.UniqueConstraint("event_id", "recipient", "kind"),
    sa.CheckConstraint("priority BETWEEN 1 AND 5", name="priority"),
    sa.Index(
        "ix_notifications_waiting",
        "priority",
        "due_at",
        "id",
        postgresql_where=sa.text(WAITING),
        sqlite_where=sa.text(WAITING),
    ),
    sa.Index(
        "ix_notifications_lane",
        "lane",
        "priority",
        "due_at",
        "id",
        postgresql_where=sa.text(WAITING),
        sqlite_where=sa.text(WAITING),
    ),
    sa.Index("ix_notifications_created", "created_at", "id"),
    sa.Index("ix_notifications_status", "status", "created_at", "id"),
    sa.Index("ix_notifications_recipient", "recipient", "created_at", "id"),
    sa.Index("ix_notifications_attempted", "last_attempt_at"),
)
