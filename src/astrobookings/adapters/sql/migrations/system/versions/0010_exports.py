"""Long exports and the pieces of their files."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("format", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("agency_id", sa.Uuid(), nullable=True),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("file_pieces", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("holder", sa.Uuid(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("left_behind", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"kind\" IN ('bookings', 'invoices', 'ledger', 'refunds')",
            name=op.f("ck_exports_kind"),
        ),
        sa.CheckConstraint("\"format\" IN ('csv', 'xlsx')", name=op.f("ck_exports_format")),
        sa.CheckConstraint(
            "\"status\" IN ('done', 'failed', 'pending', 'running')",
            name=op.f("ck_exports_status"),
        ),
        sa.CheckConstraint("since <= until", name=op.f("ck_exports_days")),
        sa.CheckConstraint("seen <= total", name=op.f("ck_exports_seen")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_exports_version")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
    )
    is_open = sa.text("status IN ('pending', 'running')")
    op.create_index("ix_exports_newest", "exports", ["created_at", "id"])
    op.create_index("ix_exports_expires", "exports", ["expires_at"])
    op.create_index(
        "ix_exports_open",
        "exports",
        ["created_at", "id"],
        postgresql_where=is_open,
        sqlite_where=is_open,
    )
    op.create_table(
        "export_pieces",
        sa.Column("export_id", sa.Uuid(), nullable=False),
        sa.Column("of", sa.String(length=32), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.CheckConstraint("\"of\" IN ('file', 'rows')", name=op.f("ck_export_pieces_of")),
        sa.CheckConstraint("number >= 0", name=op.f("ck_export_pieces_number")),
        sa.ForeignKeyConstraint(
            ["export_id"],
            ["exports.id"],
            name=op.f("fk_export_pieces_export_id_exports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("export_id", "of", "number", name=op.f("pk_export_pieces")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("export_pieces")
    op.drop_table("exports")
