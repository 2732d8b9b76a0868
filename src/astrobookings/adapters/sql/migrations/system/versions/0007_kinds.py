"""More kinds of mail: invoices, changed seats, wishes, accounts, launches nobody reported."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BEFORE = (
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
_NEW = (
    "account_closed",
    "agency_seats_changed",
    "invoice_issued",
    "invoice_paid",
    "invoice_reminder",
    "launch_unreported",
    "seats_changed",
    "second_factor_changed",
    "wish_closed",
    "wish_granted",
)


def upgrade() -> None:
    """Allow them."""
    _allow(*sorted((*_BEFORE, *_NEW)))


def downgrade() -> None:
    """Forget those there are."""
    for name in ("notices", "notifications"):
        table = sa.table(name, sa.column("kind"))
        op.execute(table.delete().where(table.c.kind.in_(_NEW)))
    _allow(*_BEFORE)


def _allow(*kinds: str) -> None:
    listed = f'"kind" IN ({", ".join(map(repr, kinds))})'
    for name in ("notices", "notifications"):
        constraint = op.f(f"ck_{name}_kind")
        with op.batch_alter_table(name) as table:
            table.drop_constraint(constraint, type_="check")
            table.create_check_constraint(constraint, listed)
