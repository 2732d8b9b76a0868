"""Lanes, attempts, in-app copies, preferences."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_KINDS = (
    "agency_approved",
    "agency_booking_cancelled",
    "agency_booking_confirmed",
    "agency_launch_status",
    "agency_reinstated",
    "agency_suspended",
    "alert_raised",
    "alert_resolved",
    "booking_cancelled",
    "booking_completed",
    "booking_confirmed",
    "booking_request_refused",
    "booking_request_settled",
    "change_email",
    "confirm_email",
    "delay_accepted",
    "email_change_requested",
    "email_changed",
    "hold_expired",
    "launch_delayed",
    "new_launch",
    "passengers_changed",
    "password_changed",
    "payment_declined",
    "refund_delayed",
    "refund_executed",
    "reset_password",
)
_STATUSES = ("bounced", "deleted", "delivered", "failed", "pending", "processing", "sent")
_WAITING = sa.text("status IN ('pending', 'processing')")


def _any_of(column: str, values: tuple[str, ...]) -> str:
    return f'"{column}" IN ({", ".join(map(repr, values))})'


def upgrade() -> None:
    """What is queued already goes on in the normal lane."""
    _widen_notifications()
    _add_indexes()
    _add_notices()
    _add_preferences()


def _widen_notifications() -> None:
    with op.batch_alter_table("notifications") as table:
        table.drop_constraint(op.f("ck_notifications_kind"), type_="check")
        table.drop_constraint(op.f("ck_notifications_status"), type_="check")
        table.add_column(
            sa.Column("lane", sa.String(length=32), nullable=False, server_default="normal")
        )
        table.add_column(sa.Column("trail", sa.JSON(), nullable=False, server_default="[]"))
        table.create_check_constraint(op.f("ck_notifications_kind"), _any_of("kind", _KINDS))
        table.create_check_constraint(op.f("ck_notifications_status"), _any_of("status", _STATUSES))
        table.create_check_constraint(
            op.f("ck_notifications_lane"), _any_of("lane", ("normal", "vip"))
        )
    with op.batch_alter_table("notifications") as table:
        table.alter_column("lane", server_default=None)
        table.alter_column("trail", server_default=None)


def _add_indexes() -> None:
    op.create_index(
        "ix_notifications_lane",
        "notifications",
        ["lane", "priority", "due_at", "id"],
        postgresql_where=_WAITING,
        sqlite_where=_WAITING,
    )
    op.create_index("ix_notifications_created", "notifications", ["created_at", "id"])
    op.create_index("ix_notifications_status", "notifications", ["status", "created_at", "id"])
    op.create_index(
        "ix_notifications_recipient", "notifications", ["recipient", "created_at", "id"]
    )
    op.create_index("ix_notifications_attempted", "notifications", ["last_attempt_at"])


def _add_notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(_any_of("kind", _KINDS), name=op.f("ck_notices_kind")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_notices_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
    )
    op.create_index("ix_notices_recipient", "notices", ["recipient", "created_at", "id"])
    unread = sa.text("read_at IS NULL")
    op.create_index(
        "ix_notices_unread",
        "notices",
        ["recipient", "created_at", "id"],
        postgresql_where=unread,
        sqlite_where=unread,
    )


def _add_preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("new_launches", sa.Boolean(), nullable=True),
        sa.Column("launch_bookings", sa.Boolean(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_preferences_version")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_preferences_user_id_users")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_preferences")),
    )
    wanted = sa.text("new_launches")
    op.create_index(
        "ix_preferences_new_launches",
        "preferences",
        ["user_id"],
        postgresql_where=wanted,
        sqlite_where=wanted,
    )
