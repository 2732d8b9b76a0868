"""Decisions about policies, and which processes have heard of them."""

import sqlalchemy as sa
from alembic import op

from astrobookings.adapters.sql.migrations.promises import allow_no_changes

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table, which only grows."""
    op.create_table(
        "policy_changes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("effective_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdraws", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_policy_changes_number")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_policy_changes_reason")),
        sa.CheckConstraint(
            "(withdraws IS NULL) = (effective_from IS NOT NULL)",
            name=op.f("ck_policy_changes_decision"),
        ),
        sa.CheckConstraint("effective_from > decided_at", name=op.f("ck_policy_changes_ahead")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_policy_changes_version")),
        sa.ForeignKeyConstraint(
            ["withdraws"],
            ["policy_changes.id"],
            name=op.f("fk_policy_changes_withdraws_policy_changes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_changes")),
        sa.UniqueConstraint("number", name=op.f("uq_policy_changes_number")),
        sa.UniqueConstraint("withdraws", name=op.f("uq_policy_changes_withdraws")),
    )
    allow_no_changes("policy_changes")
    with op.batch_alter_table("heartbeats") as heartbeats:
        heartbeats.add_column(
            sa.Column("decisions", sa.Integer(), server_default="0", nullable=False)
        )
    _may_be("scheduler", "server", "worker")


def downgrade() -> None:
    """Drop the table; servers give no sign of life any more."""
    op.execute("DELETE FROM heartbeats WHERE kind = 'server'")
    _may_be("scheduler", "worker")
    with op.batch_alter_table("heartbeats") as heartbeats:
        heartbeats.drop_column("decisions")
    op.drop_table("policy_changes")


def _may_be(*kinds: str) -> None:
    """Let heartbeats be of *kinds* and no others."""
    name = op.f("ck_heartbeats_kind")
    with op.batch_alter_table("heartbeats") as heartbeats:
        heartbeats.drop_constraint(name, type_="check")
        heartbeats.create_check_constraint(name, f'"kind" IN ({", ".join(map(repr, kinds))})')
