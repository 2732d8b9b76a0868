"""Copies of launches and bookings, runs of synchronization, conflicts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "booking_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("traveler_id", sa.Uuid(), nullable=False),
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "\"status\" IN ('cancelled', 'completed', 'confirmed', 'expired', 'held')",
            name=op.f("ck_booking_copies_status"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_copies")),
    )
    op.create_index("ix_booking_copies_launch", "booking_copies", ["launch_id", "created_at", "id"])
    op.create_index("ix_booking_copies_newest", "booking_copies", ["created_at", "id"])
    op.create_index(
        "ix_booking_copies_traveler", "booking_copies", ["traveler_id", "created_at", "id"]
    )
    op.create_table(
        "completed_copies",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_completed_copies")),
    )
    op.create_table(
        "launch_copies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=False),
        sa.Column("destination", sa.String(length=32), nullable=False),
        sa.Column("launch_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("price_cents", sa.BigInteger(), nullable=False),
        sa.Column("unsold", sa.Integer(), nullable=False),
        sa.Column("on_offer", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("copied_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_launch_copies")),
    )
    op.create_index(
        "ix_launch_copies_by_date",
        "launch_copies",
        ["launch_at", "id"],
        postgresql_where=sa.text("on_offer"),
        sqlite_where=sa.text("on_offer"),
    )
    op.create_index(
        "ix_launch_copies_by_price",
        "launch_copies",
        ["price_cents", "id"],
        postgresql_where=sa.text("on_offer"),
        sqlite_where=sa.text("on_offer"),
    )
    op.create_index("ix_launch_copies_slug", "launch_copies", ["slug"])
    op.create_table(
        "launch_copy_holds",
        sa.Column("launch_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("launch_id", "place", name=op.f("pk_launch_copy_holds")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sync_conflicts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("which", sa.String(length=32), nullable=False),
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("source_version", sa.Integer(), nullable=False),
        sa.Column("copy", sa.JSON(), nullable=False),
        sa.Column("copy_digest", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("run_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("resolution", sa.String(length=32), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_by", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"resolution\" IN ('keep_copy', 'keep_source')",
            name=op.f("ck_sync_conflicts_resolution"),
        ),
        sa.CheckConstraint(
            "\"status\" IN ('open', 'resolved')", name=op.f("ck_sync_conflicts_status")
        ),
        sa.CheckConstraint(
            "\"which\" IN ('booking_requests', 'bookings', 'launches', 'profiles')",
            name=op.f("ck_sync_conflicts_which"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_sync_conflicts_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_conflicts")),
    )
    op.create_index("ix_sync_conflicts_newest", "sync_conflicts", ["found_at", "id"])
    op.create_index(
        "ix_sync_conflicts_open",
        "sync_conflicts",
        ["which", "key"],
        unique=True,
        postgresql_where=sa.text("status IN ('open')"),
        sqlite_where=sa.text("status IN ('open')"),
    )
    op.create_table(
        "sync_runs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("which", sa.String(length=32), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=True),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        sa.Column("conflicts", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("faults", sa.JSON(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("cursor", sa.Uuid(), nullable=True),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"status\" IN ('failed', 'partial', 'pending', 'running', 'success')",
            name=op.f("ck_sync_runs_status"),
        ),
        sa.CheckConstraint(
            "\"which\" IN ('booking_requests', 'bookings', 'launches', 'profiles')",
            name=op.f("ck_sync_runs_which"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_sync_runs_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sync_runs")),
    )
    op.create_index("ix_sync_runs_newest", "sync_runs", ["created_at", "id"])
    op.create_index(
        "ix_sync_runs_open",
        "sync_runs",
        ["which"],
        unique=True,
        postgresql_where=sa.text("status IN ('pending', 'running')"),
        sqlite_where=sa.text("status IN ('pending', 'running')"),
    )


def downgrade() -> None:
    """Drop them."""
    for table in (
        "sync_conflicts",
        "sync_runs",
        "completed_copies",
        "booking_copies",
        "launch_copy_holds",
        "launch_copies",
    ):
        op.drop_table(table)
