"""Deliveries of events: leases, attempts, dead letters."""

from astrobookings.adapters.sql.migrations.deliveries import hand_out_events, only_mark_events

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hand events out."""
    hand_out_events()


def downgrade() -> None:
    """Only mark them."""
    only_mark_events()
