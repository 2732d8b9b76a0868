"""Wishes for seats of sold-out launches."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_WAITING = sa.text("status IN ('waiting')")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "wishes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("traveler_id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"status\" IN ('closed', 'granted', 'waiting', 'withdrawn')",
            name=op.f("ck_wishes_status"),
        ),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_wishes_seats")),
        sa.CheckConstraint(
            "(status = 'granted') = (booking_id IS NOT NULL)", name=op.f("ck_wishes_granted")
        ),
        sa.CheckConstraint(
            "(status = 'waiting') = (ended_at IS NULL)", name=op.f("ck_wishes_ended")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_wishes_version")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["bookings.id"], name=op.f("fk_wishes_booking_id_bookings")
        ),
        sa.ForeignKeyConstraint(
            ["launch_id"], ["launches.id"], name=op.f("fk_wishes_launch_id_launches")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wishes")),
        sa.UniqueConstraint("booking_id", name=op.f("uq_wishes_booking_id")),
    )
    op.create_index(
        "ix_wishes_traveler", "wishes", ["traveler_id", "created_at", "id"], unique=False
    )
    _add_waiting("ix_wishes_waiting", "launch_id", "created_at", "id")
    _add_waiting("uq_wishes_waiting", "traveler_id", "launch_id", unique=True)


def _add_waiting(name: str, *columns: str, unique: bool = False) -> None:
    op.create_index(
        name,
        "wishes",
        list(columns),
        unique=unique,
        postgresql_where=_WAITING,
        sqlite_where=_WAITING,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("wishes")
