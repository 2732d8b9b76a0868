"""Copies of launches and bookings in SystemDB, runs of synchronization, conflicts.

A copy is its `body`; the other columns are there to find it by.
"""

import sqlalchemy as sa

from astrobookings.adapters.sql.tables.columns import Instant, any_of, choice, entity
from astrobookings.adapters.sql.tables.system import metadata
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.sync.conflicts import ConflictStatus, Resolution
from astrobookings.domain.sync.runs import OPEN, SyncSet, SyncStatus

__all__ = [
    "CONFLICT_IS_OPEN",
    "ON_OFFER",
    "RUN_IS_OPEN",
    "booking_copies",
    "completed_copies",
    "launch_copies",
    "launch_copy_holds",
    "sync_conflicts",
    "sync_runs",
]

ON_OFFER = "launch_copies.on_offer"
RUN_IS_OPEN = any_of("sync_runs.status", OPEN)
CONFLICT_IS_OPEN = any_of("sync_conflicts.status", {ConflictStatus.OPEN})


def _copy() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("source_version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("copied_at", Instant, nullable=False),
    )


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> sa.Index:
    table, _, _ = where.partition(".")
    condition = sa.text(where.replace(f"{table}.", ""))
    return sa.Index(
        name, *columns, unique=unique, postgresql_where=condition, sqlite_where=condition
    )


launch_copies = sa.Table(
    "launch_copies",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("slug", sa.Text, nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    sa.Column("destination", sa.String(32), nullable=False),
    sa.Column("launch_at", Instant, nullable=False),
    sa.Column("price_cents", sa.BigInteger, nullable=False),
    sa.Column("unsold", sa.Integer, nullable=False),
    sa.Column("on_offer", sa.Boolean, nullable=False),
    sa.Column("search_text", sa.Text, nullable=False),
    *_copy(),
    sa.Index("ix_launch_copies_slug", "slug"),
    _partial("ix_launch_copies_by_date", "launch_at", "id", where=ON_OFFER),
    _partial("ix_launch_copies_by_price", "price_cents", "id", where=ON_OFFER),
)

launch_copy_holds = sa.Table(
    "launch_copy_holds",
    metadata,
    sa.Column("launch_id", sa.Uuid, primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("until", Instant, nullable=False),
    sa.Column("seats", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

booking_copies = sa.Table(
    "booking_copies",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("traveler_id", sa.Uuid, nullable=False),
    sa.Column("launch_id", sa.Uuid, nullable=False),
    sa.Column("agency_id", sa.Uuid, nullable=False),
    *choice("status", BookingStatus),
    sa.Column("held_until", Instant, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    *_copy(),
    sa.Index("ix_booking_copies_newest", "created_at", "id"),
    sa.Index("ix_booking_copies_traveler", "traveler_id", "created_at", "id"),
    sa.Index("ix_booking_copies_launch", "launch_id", "created_at", "id"),
)

completed_copies = sa.Table(
    "completed_copies",
    metadata,
    sa.Column("kind", sa.String(32), primary_key=True),
    sa.Column("moment", Instant, nullable=False),
)

sync_runs = sa.Table(
    "sync_runs",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    *choice("which", SyncSet),
    sa.Column("full", sa.Boolean, nullable=False),
    *choice("status", SyncStatus),
    sa.Column("started_by", sa.Uuid),
    sa.Column("began_at", Instant),
    sa.Column("ended_at", Instant),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("seen", sa.Integer, nullable=False),
    sa.Column("written", sa.Integer, nullable=False),
    sa.Column("conflicts", sa.Integer, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("faults", sa.JSON, nullable=False),
    sa.Column("error", sa.Text, nullable=False),
    sa.Column("cursor", sa.Uuid),
    sa.Column("holder", sa.Uuid),
    sa.Column("lease_until", Instant),
    *entity(),
    sa.Index("ix_sync_runs_newest", "created_at", "id"),
    _partial("ix_sync_runs_open", "which", where=RUN_IS_OPEN, unique=True),
)

sync_conflicts = sa.Table(
    "sync_conflicts",
    metadata,
    sa.Column("id", sa.Uuid, primary_key=True),
    *choice("which", SyncSet),
    sa.Column("key", sa.Uuid, nullable=False),
    sa.Column("source", sa.JSON, nullable=False),
    sa.Column("source_version", sa.Integer, nullable=False),
    sa.Column("copy", sa.JSON, nullable=False),
    sa.Column("copy_digest", sa.String(64), nullable=False),
    sa.Column("found_at", Instant, nullable=False),
    sa.Column("run_id", sa.Uuid),
    *choice("status", ConflictStatus),
    *choice("resolution", Resolution, nullable=True),
    sa.Column("resolved_at", Instant),
    sa.Column("resolved_by", sa.Uuid),
    sa.Column("reason", sa.Text, nullable=False),
    *entity(),
    sa.Index("ix_sync_conflicts_newest", "found_at", "id"),
    sa.Index("ix_sync_conflicts_key", "key"),
    _partial("ix_sync_conflicts_open", "which", "key", where=CONFLICT_IS_OPEN, unique=True),
)
