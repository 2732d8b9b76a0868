"""The table of SystemDB for decisions about policies."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, entity
from astrobookings.adapters.sql.tables.system import metadata

__all__ = ["policy_changes"]

policy_changes = sa.Table(
    "policy_changes",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("number", sa.Integer, nullable=False, unique=True),
    sa.Column("figures", sa.JSON, nullable=False),
    sa.Column("effective_from", Instant),
    sa.Column("withdraws", sa.Uuid, sa.ForeignKey("policy_changes.id"), unique=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("decided_by", sa.Uuid),
    sa.Column("decided_at", Instant, nullable=False),
    *entity(),
    sa.CheckConstraint("number >= 1", name="number"),
    sa.CheckConstraint("reason <> ''", name="reason"),
    sa.CheckConstraint("(withdraws IS NULL) = (effective_from IS NOT NULL)", name="decision"),
    sa.CheckConstraint("effective_from > decided_at", name="ahead"),
)
"""Only grows; the migration refuses changes."""
