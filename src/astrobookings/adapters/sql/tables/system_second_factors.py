"""The table of second factors in SystemDB."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, entity
from astrobookings.adapters.sql.tables.system import metadata

__all__ = ["second_factors"]

second_factors = sa.Table(
    "second_factors",
    metadata,
    sa.Column("user_id", sa.Uuid, sa.ForeignKey("users.id"), primary_key=True, nullable=False),
    sa.Column("secret", sa.Text, nullable=False),
    sa.Column("confirmed_at", Instant),
    sa.Column("last_step", sa.BigInteger),
    sa.Column("recovery_hashes", sa.JSON, nullable=False),
    *entity(),
    sa.CheckConstraint("(confirmed_at IS NULL) = (last_step IS NULL)", name="proven"),
)
