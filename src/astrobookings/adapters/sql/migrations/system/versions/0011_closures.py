"""Closed accounts: records without their person, and what the change log says of them."""

import sqlalchemy as sa
from alembic import op

from astrobookings.adapters.sql.migrations.promises import (
    allow_changes,
    allow_no_changes,
    let_go_of_persons,
)

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the change log hide values of forgotten records, and nothing else."""
    op.create_table(
        "forgotten",
        sa.Column("key", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_forgotten")),
    )
    let_go_of_persons()
    op.create_index("ix_sync_conflicts_key", "sync_conflicts", ["key"])


def downgrade() -> None:
    """Hide no more."""
    op.drop_index("ix_sync_conflicts_key", "sync_conflicts")
    allow_changes("changes")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION only_hide()")
    allow_no_changes("changes")
    op.drop_table("forgotten")
