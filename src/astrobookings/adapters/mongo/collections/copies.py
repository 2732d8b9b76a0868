"""The collections of copies and of synchronization."""

from astrobookings.adapters.mongo.collections.definition import (
    ENTITY,
    INSTANT,
    Definition,
    Index,
    choice,
    required,
)
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.sync.conflicts import ConflictStatus
from astrobookings.domain.sync.runs import OPEN, SyncSet, SyncStatus

__all__ = [
    "BOOKING_COPIES",
    "COMPLETED_COPIES",
    "CONFLICT_IS_OPEN",
    "LAUNCH_COPIES",
    "ON_OFFER",
    "RUN_IS_OPEN",
    "SYNC_CONFLICTS",
    "SYNC_RUNS",
]

_WHOLE = {"bsonType": ["int", "long"]}
_COPY = {
    **required("_id", of="binData"),
    **required("body", of="object"),
    "source_version": _WHOLE,
    **required("digest"),
    "copied_at": INSTANT,
}

ON_OFFER = {"on_offer": True}
"""The board shows the launch until its date."""

LAUNCH_COPIES = Definition(
    "launch_copies",
    {
        **_COPY,
        **required("slug", "destination", "search_text"),
        **required("agency_id", of="binData"),
        "launch_at": INSTANT,
        "price_cents": _WHOLE,
        "unsold": _WHOLE,
        **required("on_offer", of="bool"),
        **required("holds", of="array"),
    },
    (
        Index("ix_launch_copies_slug", ("slug",)),
        Index("ix_launch_copies_by_date", ("launch_at", "_id"), where=ON_OFFER),
        Index("ix_launch_copies_by_price", ("price_cents", "_id"), where=ON_OFFER),
    ),
)

BOOKING_COPIES = Definition(
    "booking_copies",
    {
        **_COPY,
        **required("reference"),
        **required("traveler_id", "launch_id", "agency_id", of="binData"),
        "status": choice(BookingStatus),
        "held_until": INSTANT,
        "created_at": INSTANT,
    },
    (
        Index("ix_booking_copies_newest", ("created_at", "_id")),
        Index("ix_booking_copies_traveler", ("traveler_id", "created_at", "_id")),
        Index("ix_booking_copies_launch", ("launch_id", "created_at", "_id")),
    ),
)

COMPLETED_COPIES = Definition("completed_copies", {**required("_id"), "moment": INSTANT})

RUN_IS_OPEN = {"status": {"$in": sorted(status.value for status in OPEN)}}
"""The run is pending or under way."""

SYNC_RUNS = Definition(
    "sync_runs",
    {
        **required("_id", of="binData"),
        "which": choice(SyncSet),
        "status": choice(SyncStatus),
        **ENTITY,
    },
    (
        Index("ix_sync_runs_newest", ("created_at", "_id")),
        Index("ix_sync_runs_ended", ("ended_at",)),
        Index("uq_sync_runs_open", ("which",), unique=True, where=RUN_IS_OPEN),
    ),
)

CONFLICT_IS_OPEN = {"status": ConflictStatus.OPEN.value}
"""Nobody has decided it."""

SYNC_CONFLICTS = Definition(
    "sync_conflicts",
    {
        **required("_id", "key", of="binData"),
        "which": choice(SyncSet),
        "status": choice(ConflictStatus),
        "found_at": INSTANT,
        **ENTITY,
    },
    (
        Index("ix_sync_conflicts_newest", ("found_at", "_id")),
        Index("ix_sync_conflicts_key", ("key",)),
        Index("uq_sync_conflicts_open", ("which", "key"), unique=True, where=CONFLICT_IS_OPEN),
    ),
)
