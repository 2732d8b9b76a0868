"""Second factors, invitations, and why accounts are suspended."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_LINKS = ("change_email", "confirm_email", "reset_password")
_KINDS = (
    "account_closed",
    "agency_approved",
    "agency_booking_cancelled",
    "agency_booking_confirmed",
    "agency_launch_status",
    "agency_reinstated",
    "agency_seats_changed",
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
    "invoice_issued",
    "invoice_paid",
    "invoice_reminder",
    "launch_delayed",
    "launch_unreported",
    "new_launch",
    "passengers_changed",
    "password_changed",
    "payment_declined",
    "refund_delayed",
    "refund_executed",
    "reset_password",
    "seats_changed",
    "second_factor_changed",
    "wish_closed",
    "wish_granted",
)
_INVITATION = "invitation"


def upgrade() -> None:
    """Add the table and the columns; let invitations be mailed."""
    op.create_table(
        "second_factors",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        sa.Column("recovery_hashes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (last_step IS NULL)", name=op.f("ck_second_factors_proven")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_second_factors_version")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_second_factors_user_id_users")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factors")),
    )
    with op.batch_alter_table("users") as users:
        users.add_column(sa.Column("suspended_from", sa.String(length=32), nullable=True))
        users.add_column(sa.Column("suspension_reason", sa.Text(), nullable=True))
        users.create_check_constraint(
            op.f("ck_users_suspended_from"), "suspended_from IN ('active', 'unconfirmed')"
        )
        users.create_check_constraint(
            op.f("ck_users_suspended"),
            "suspended_from IS NULL OR status IN ('suspended')",
        )
    op.create_index("ix_users_created", "users", ["created_at", "id"])
    _allow("links", *sorted((*_LINKS, _INVITATION)))
    for name in ("notices", "notifications"):
        _allow(name, *sorted((*_KINDS, _INVITATION)))


def downgrade() -> None:
    """Forget second factors and invitations."""
    for name in ("notices", "notifications", "links"):
        table = sa.table(name, sa.column("kind"))
        op.execute(table.delete().where(table.c.kind == _INVITATION))
        _allow(name, *(_LINKS if name == "links" else _KINDS))
    op.drop_index("ix_users_created", "users")
    with op.batch_alter_table("users") as users:
        for name in ("suspended_from", "suspended"):
            users.drop_constraint(op.f(f"ck_users_{name}"), type_="check")
        users.drop_column("suspension_reason")
        users.drop_column("suspended_from")
    op.drop_table("second_factors")


def _allow(name: str, *kinds: str) -> None:
    constraint = op.f(f"ck_{name}_kind")
    with op.batch_alter_table(name) as table:
        table.drop_constraint(constraint, type_="check")
        table.create_check_constraint(constraint, f'"kind" IN ({", ".join(map(repr, kinds))})')
