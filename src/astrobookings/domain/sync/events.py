"""What other contexts hear of synchronization."""

from typing import ClassVar
from uuid import UUID

from attrs import frozen

from astrobookings.domain.kernel.events import Event

__all__ = ["ConflictFound", "SyncRunEnded"]


@frozen
class SyncRunEnded(Event):
    name: ClassVar[str] = "sync-run-ended"
    run_id: UUID
    which: str
    status: str


@frozen
class ConflictFound(Event):
    name: ClassVar[str] = "sync-conflict-found"
    conflict_id: UUID
    which: str
    key: UUID
