"""Signs of life of the platform's processes (SystemDB)."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from attrs import field, frozen

from astrobookings.domain.kernel.instants import aware

__all__ = ["Heartbeat", "Heartbeats", "WorkerKind"]


class WorkerKind(StrEnum):
    """What a process does."""

    WORKER = "worker"
    SCHEDULER = "scheduler"
    SERVER = "server"


@frozen(kw_only=True)
class Heartbeat:
    """A process, since when it runs and when it was last known to."""

    id: str
    """Host and process, such as `web-1:4711`."""
    kind: WorkerKind
    started_at: datetime = field(validator=aware)
    beat_at: datetime = field(validator=aware)
    decisions: int = 0
    """The number of the last decision about policies that it heard of."""


class Heartbeats(Protocol):
    """The last sign of life of each process."""

    def beat(self, heartbeat: Heartbeat) -> None:
        """Keep it instead of the one before. Its own transaction."""
        ...

    def since(self, moment: datetime) -> Sequence[Heartbeat]:
        """Those not older than *moment*, by id."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Delete the older ones; how many. Its own transaction."""
        ...
