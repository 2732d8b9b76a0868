"""Reminders of invoices; records without their person, and what the change log says of them."""

import sqlalchemy as sa
from alembic import op

from astrobookings.adapters.sql.migrations.promises import (
    allow_changes,
    allow_no_changes,
    let_go_of_persons,
)

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_OPEN = sa.text("status IN ('partially_paid', 'pending')")


def upgrade() -> None:
    """Count reminders from now on; those that are due already come with the next round."""
    _count_reminders()
    op.create_index("ix_quotes_booking", "quotes", ["booking_id"])
    op.create_table(
        "forgotten",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_forgotten")),
    )
    let_go_of_persons()


def _count_reminders() -> None:
    # as they stand, since SQLite would copy the table to change it and lose its triggers
    op.execute(
        "ALTER TABLE invoices ADD COLUMN reminders INTEGER DEFAULT 0 NOT NULL "
        "CONSTRAINT ck_invoices_reminders CHECK (reminders >= 0)"
    )
    op.execute("ALTER TABLE invoices ADD COLUMN remind_on DATE")
    op.execute("UPDATE invoices SET remind_on = due_on")
    op.create_index(
        "ix_invoices_remind",
        "invoices",
        ["remind_on", "id"],
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    )


def downgrade() -> None:
    """Forget reminders; hide no more."""
    allow_changes("changes")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION only_hide()")
    allow_no_changes("changes")
    op.drop_table("forgotten")
    op.drop_index("ix_quotes_booking", "quotes")
    op.drop_index("ix_invoices_remind", "invoices")
    op.execute("ALTER TABLE invoices DROP COLUMN remind_on")
    op.execute("ALTER TABLE invoices DROP COLUMN reminders")
