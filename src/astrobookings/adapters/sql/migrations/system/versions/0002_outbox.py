"""Deliveries of events: leases, attempts, dead letters; turns and heartbeats."""

import sqlalchemy as sa
from alembic import op

from astrobookings.adapters.sql.migrations.deliveries import hand_out_events, only_mark_events

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Hand events out; let schedulers take turns and everybody say that they live."""
    hand_out_events()
    op.create_table(
        "turns",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_turns")),
    )
    op.create_table(
        "heartbeats",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('scheduler', 'worker')", name=op.f("ck_heartbeats_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_heartbeats")),
    )


def downgrade() -> None:
    """Drop what was added."""
    op.drop_table("heartbeats")
    op.drop_table("turns")
    only_mark_events()
