"""An index of confirmed bookings whose payment may be adding seats."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_GROWING = sa.text("status IN ('confirmed') AND paying IS NOT NULL")


def upgrade() -> None:
    """Add it."""
    op.create_index(
        "ix_bookings_growing",
        "bookings",
        ["launch_id"],
        unique=False,
        postgresql_where=_GROWING,
        sqlite_where=_GROWING,
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_bookings_growing", table_name="bookings")
