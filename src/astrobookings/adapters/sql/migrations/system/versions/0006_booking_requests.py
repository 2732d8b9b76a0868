"""Requests taken while OperationsDB is away."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "booking_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("wanted_seats", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("wanted_cancellation", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("booking_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"status\" IN ('refused', 'settled', 'waiting')",
            name=op.f("ck_booking_requests_status"),
        ),
        sa.CheckConstraint(
            "(wanted_seats IS NULL) <> (wanted_cancellation IS NULL)",
            name=op.f("ck_booking_requests_wanted"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_booking_requests_version")),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_booking_requests_user_id_users")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking_requests")),
        sa.UniqueConstraint(
            "user_id", "path", "key", name=op.f("uq_booking_requests_user_id_path_key")
        ),
    )
    undecided = sa.text("status IN ('waiting')")
    op.create_index(
        "ix_booking_requests_undecided",
        "booking_requests",
        ["created_at", "id"],
        postgresql_where=undecided,
        sqlite_where=undecided,
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("booking_requests")
