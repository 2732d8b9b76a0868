"""The collections of those who work in the background."""

from astrobookings.adapters.mongo.collections.definition import (
    INSTANT,
    Definition,
    Index,
    choice,
    required,
)
from astrobookings.application.ports.heartbeats import WorkerKind

__all__ = ["HEARTBEATS", "TURNS"]

TURNS = Definition("turns", {**required("_id"), "taken_at": INSTANT})
HEARTBEATS = Definition(
    "heartbeats",
    {
        **required("_id"),
        "kind": choice(WorkerKind),
        "started_at": INSTANT,
        "beat_at": INSTANT,
    },
    (Index("ix_heartbeats_beat_at", ("beat_at",)),),
)
