"""Entry log, metrics and alerts."""

import sqlalchemy as sa
from alembic import op

from astrobookings.adapters.sql.migrations.entry_promises import index_words, keep_entries
from astrobookings.adapters.sql.migrations.promises import allow_no_changes

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, and promise that the log only grows."""
    op.create_table(
        "entries",
        sa.Column(
            "number",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("component", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("trace", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "\"level\" IN ('critical', 'error', 'info', 'warning')", name=op.f("ck_entries_level")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_entries")),
        sa.UniqueConstraint("id", name=op.f("uq_entries_id")),
    )
    op.create_index("ix_entries_at", "entries", ["at", "id"])
    op.create_index("ix_entries_event", "entries", ["event", "at", "id"])
    op.create_index("ix_entries_request", "entries", ["request_id", "at", "id"])
    op.create_index("ix_entries_actor", "entries", ["actor", "at", "id"])
    troubles = sa.text("level IN ('critical', 'error', 'warning')")
    op.create_index(
        "ix_entries_troubles",
        "entries",
        ["at", "id"],
        postgresql_where=troubles,
        sqlite_where=troubles,
    )
    op.create_table(
        "entry_retention",
        sa.Column("kept_from", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kept_from", name=op.f("pk_entry_retention")),
    )
    op.create_table(
        "traffic_reports",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("second", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("durations", sa.JSON(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "second", name=op.f("pk_traffic_reports")),
    )
    op.create_index("ix_traffic_reports_second", "traffic_reports", ["second"])
    op.create_table(
        "samples",
        sa.Column("metric", sa.String(length=40), nullable=False),
        sa.Column("second", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("value", sa.Float(precision=53), nullable=False),
        sa.PrimaryKeyConstraint("metric", "second", name=op.f("pk_samples")),
    )
    op.create_index("ix_samples_second", "samples", ["second"])
    op.create_table(
        "alerts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("threshold", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"level\" IN ('critical', 'error', 'info', 'warning')", name=op.f("ck_alerts_level")
        ),
        sa.CheckConstraint("\"status\" IN ('open', 'resolved')", name=op.f("ck_alerts_status")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_alerts_version")),
        sa.CheckConstraint(
            "(status IN ('open')) = (resolved_at IS NULL)", name=op.f("ck_alerts_resolved")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
    )
    still_open = sa.text("status IN ('open')")
    op.create_index(
        "uq_alerts_open",
        "alerts",
        ["rule", "subject"],
        unique=True,
        postgresql_where=still_open,
        sqlite_where=still_open,
    )
    op.create_index("ix_alerts_raised", "alerts", ["raised_at", "id"])
    op.create_index("ix_alerts_status", "alerts", ["status", "raised_at", "id"])

    index_words()
    keep_entries()
    allow_no_changes("entry_retention")


def downgrade() -> None:
    """Drop every table."""
    for table in ("alerts", "samples", "traffic_reports", "entry_retention", "entries"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "sqlite":
        op.drop_table("entry_words")
