"""Versions of availability; digests of billing copies as last written."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add what copies are told apart by; billing copies written before have no digest."""
    op.add_column(
        "launches", sa.Column("seats_version", sa.Integer(), server_default="0", nullable=False)
    )
    op.add_column("travelers", sa.Column("digest", sa.String(length=64), nullable=True))


def downgrade() -> None:
    """Tell them apart no longer."""
    op.drop_column("travelers", "digest")
    op.drop_column("launches", "seats_version")
