"""Handing out the events of a store."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.deliveries import Delivery
from astrobookings.domain.kernel.ids import EventId

__all__ = ["Deliveries"]


class Deliveries(Protocol):
    """How the events in one store's outbox fare; each store has its own."""

    def claim(self, limit: int, now: datetime, until: datetime) -> Sequence[Delivery]:
        """Up to *limit* waiting events that are due *now*, those due longest first, each in its
        next round; nobody else gets them before *until*. Its own transaction.
        """
        ...

    def find(self, event_id: EventId) -> Delivery | None:
        """None also for events that everybody heard."""
        ...

    def lock(self, event_id: EventId) -> Delivery | None:
        """As `find`, in a transaction, kept from changing until it ends."""
        ...

    def save(self, delivery: Delivery) -> None:
        """Keep how *delivery*, which is locked, fares."""
        ...
