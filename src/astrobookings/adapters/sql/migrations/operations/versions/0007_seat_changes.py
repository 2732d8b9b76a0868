"""Bookings whose seats change: what is being added, what dropped seats left, quotes of a part."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BEFORE = ("cancellation", "delay_refused", "late_payment", "launch_aborted", "launch_failed")
_NEW = ("seats_dropped",)


def upgrade() -> None:
    """Add the columns; allow the new reason of refunds."""
    with op.batch_alter_table("bookings") as bookings:
        bookings.add_column(sa.Column("adding", sa.JSON(), nullable=False, server_default="[]"))
        bookings.add_column(
            sa.Column("retained_cents", sa.BigInteger(), nullable=False, server_default="0")
        )
        bookings.create_check_constraint(op.f("ck_bookings_retained"), "retained_cents >= 0")
    op.add_column("quotes", sa.Column("seats", sa.JSON(), nullable=False, server_default="[]"))
    _allow(*sorted((*_BEFORE, *_NEW)))


def downgrade() -> None:
    """Take both back; refunds of dropped seats become those of cancellations."""
    refunds = sa.table("refunds", sa.column("reason"))
    told = refunds.update().where(refunds.c.reason.in_(_NEW))
    op.execute(told.values(reason="cancellation"))
    _allow(*_BEFORE)
    with op.batch_alter_table("quotes") as quotes:
        quotes.drop_column("seats")
    with op.batch_alter_table("bookings") as bookings:
        bookings.drop_constraint(op.f("ck_bookings_retained"), type_="check")
        bookings.drop_column("retained_cents")
        bookings.drop_column("adding")


def _allow(*reasons: str) -> None:
    listed = f'"reason" IN ({", ".join(map(repr, reasons))})'
    constraint = op.f("ck_refunds_reason")
    with op.batch_alter_table("refunds") as table:
        table.drop_constraint(constraint, type_="check")
        table.create_check_constraint(constraint, listed)
