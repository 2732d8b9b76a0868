"""Tables of SystemDB for those who work in the background."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, choice
from astrobookings.adapters.sql.tables.system import metadata
from astrobookings.application.ports.heartbeats import WorkerKind

__all__ = ["heartbeats", "turns"]

turns = sa.Table(
    "turns",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("taken_at", Instant, nullable=False),
)

heartbeats = sa.Table(
    "heartbeats",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    *choice("kind", WorkerKind),
    sa.Column("started_at", Instant, nullable=False),
    sa.Column("beat_at", Instant, nullable=False),
    sa.Column("decisions", sa.Integer, nullable=False, server_default="0"),
)
