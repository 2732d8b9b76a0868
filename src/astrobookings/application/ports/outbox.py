"""Events on their way out of a store."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import EventId

__all__ = ["Outbox"]


class Outbox(Protocol):
    """The events of one store; each store has its own.

    An event waits until it is marked, or dead; `Deliveries` hands the waiting ones out.
    """

    def add(self, event: Event) -> None:
        """Keep *event* with the changes of the running transaction."""
        ...

    def unpublished(self, limit: int) -> Sequence[Envelope]:
        """Up to *limit* events that wait, oldest first; in somebody's hands or not."""
        ...

    def mark_published(self, ids: Collection[EventId]) -> None:
        """Never give these again; only after their handlers are done. Its own transaction."""
        ...

    def waiting(self) -> int:
        """How many events wait."""
        ...

    def oldest_waiting(self) -> datetime | None:
        """When the oldest waiting event happened; None if none waits."""
        ...
