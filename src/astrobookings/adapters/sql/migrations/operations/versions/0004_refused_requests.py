"""Keys of requests that were refused for good name no booking."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a key stand without a booking."""
    with op.batch_alter_table("idempotency_keys") as keys:
        keys.alter_column("booking_id", existing_type=sa.Uuid(), nullable=True)


def downgrade() -> None:
    """Forget the keys without one."""
    op.execute("DELETE FROM idempotency_keys WHERE booking_id IS NULL")
    with op.batch_alter_table("idempotency_keys") as keys:
        keys.alter_column("booking_id", existing_type=sa.Uuid(), nullable=False)
