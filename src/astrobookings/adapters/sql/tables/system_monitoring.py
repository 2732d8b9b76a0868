"""The tables of monitoring in SystemDB."""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, any_of, choice, entity
from astrobookings.adapters.sql.tables.system import metadata
from astrobookings.domain.monitoring.alerts import AlertStatus
from astrobookings.domain.monitoring.entries import Level

__all__ = ["OPEN", "TROUBLES", "alerts", "entries", "entry_retention", "samples", "traffic_reports"]

TROUBLES = any_of("level", Level.WARNING.and_above)
"""SQL: the entry is more than information."""

entries = sa.Table(
    "entries",
    metadata,
    sa.Column(
        "number",
        sa.BigInteger().with_variant(sa.Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    sa.Column("id", sa.Uuid, nullable=False, unique=True),
    sa.Column("at", Instant, nullable=False),
    *choice("level", Level),
    sa.Column("component", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("actor", sa.Uuid),
    sa.Column("request_id", sa.Text, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("trace", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Index("ix_entries_at", "at", "id"),
    sa.Index("ix_entries_event", "event", "at", "id"),
    sa.Index("ix_entries_request", "request_id", "at", "id"),
    sa.Index("ix_entries_actor", "actor", "at", "id"),
    sa.Index(
        "ix_entries_troubles",
        "at",
        "id",
        postgresql_where=sa.text(TROUBLES),
        sqlite_where=sa.text(TROUBLES),
    ),
)
"""Only grows, but for what `entry_retention` gives up; searched by an index of `words` that the
migration makes.
"""

entry_retention = sa.Table(
    "entry_retention",
    metadata,
    sa.Column("kept_from", Instant, primary_key=True),
)
"""Entries older than the newest row may be deleted; only grows."""

traffic_reports = sa.Table(
    "traffic_reports",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),
    sa.Column("second", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("durations", sa.JSON, nullable=False),
    sa.Column("refused", sa.Integer, nullable=False),
    sa.Column("failed", sa.Integer, nullable=False),
    sa.Index("ix_traffic_reports_second", "second"),
)

samples = sa.Table(
    "samples",
    metadata,
    sa.Column("metric", sa.String(40), primary_key=True),
    sa.Column("second", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("value", sa.Float(53), nullable=False),
    sa.Index("ix_samples_second", "second"),
)

OPEN = any_of("status", (AlertStatus.OPEN,))
"""SQL: the alert is not resolved."""

alerts = sa.Table(
    "alerts",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("rule", sa.String(64), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    *choice("level", Level),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("figure", sa.Text, nullable=False),
    sa.Column("threshold", sa.Text, nullable=False),
    *choice("status", AlertStatus),
    sa.Column("raised_at", Instant, nullable=False),
    sa.Column("resolved_at", Instant),
    *entity(),
    sa.CheckConstraint(f"({OPEN}) = (resolved_at IS NULL)", name="resolved"),
    sa.Index(
        "uq_alerts_open",
        "rule",
        "subject",
        unique=True,
        postgresql_where=sa.text(OPEN),
        sqlite_where=sa.text(OPEN),
    ),
    sa.Index("ix_alerts_raised", "raised_at", "id"),
    sa.Index("ix_alerts_status", "status", "raised_at", "id"),
)
