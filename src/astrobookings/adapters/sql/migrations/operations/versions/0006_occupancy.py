"""How many seats make a launch viable; dates of launches that nobody reported on."""

from decimal import ROUND_CEILING, Decimal

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OPEN = sa.text("status IN ('delayed', 'scheduled')")
_MINIMUM = """
ALTER TABLE launches ADD COLUMN minimum_seats INTEGER DEFAULT 0 NOT NULL
CONSTRAINT ck_launches_minimum_seats CHECK (minimum_seats BETWEEN 0 AND seats_total)
"""


def upgrade() -> None:
    """Add them; launches planned before get their number of seats."""
    op.execute(_MINIMUM)
    _count_seats()
    op.create_index(
        "ix_launches_open",
        "launches",
        ["launch_at", "id"],
        unique=False,
        postgresql_where=_OPEN,
        sqlite_where=_OPEN,
    )
    op.create_table(
        "unreported_launches",
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("launch_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launches.id"], name=op.f("fk_unreported_launches_launch_id_launches")
        ),
        sa.PrimaryKeyConstraint("launch_id", "launch_at", name=op.f("pk_unreported_launches")),
    )


def _count_seats() -> None:
    """Whole numbers, exactly: shares are decimals in text."""
    found = op.get_bind().execute(
        sa.text("SELECT id, seats_total, minimum_occupancy FROM launches")
    )
    counted = [
        {"which": row[0], "seats": int((row[1] * Decimal(row[2])).to_integral_value(ROUND_CEILING))}
        for row in found
    ]
    if counted:
        update = sa.text("UPDATE launches SET minimum_seats = :seats WHERE id = :which")
        op.get_bind().execute(update, counted)


def downgrade() -> None:
    """Count them no longer."""
    op.drop_table("unreported_launches")
    op.drop_index("ix_launches_open", table_name="launches")
    op.drop_column("launches", "minimum_seats")
