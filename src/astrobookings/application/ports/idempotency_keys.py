"""Idempotency keys of record (OperationsDB)."""

from datetime import datetime
from typing import Protocol

from astrobookings.domain.booking.idempotency import Answer, KeyedRequest, KeyRecord
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["IdempotencyKeys"]


class IdempotencyKeys(Protocol):
    """Requests that took seats or began a payment; the scope is user, method, path and key."""

    def find(self, request: KeyedRequest, now: datetime) -> KeyRecord | None:
        """The record of this scope, unless it is older than its lifetime."""
        ...

    def begin(self, request: KeyedRequest, booking_id: BookingId, now: datetime) -> None:
        """In a transaction: note the request. Raises: KeyInUse: the scope has a live record."""
        ...

    def refuse(self, request: KeyedRequest, answer: Answer, now: datetime) -> None:
        """In a transaction: note that the request is refused for good, as *answer* says, so that
        it cannot take anything later.

        Raises:
            KeyInUse: the scope has a live record.
        """
        ...

    def take_over(self, record: KeyRecord, seen: datetime) -> bool:
        """Renew the lease to that of *record* if it still is *seen*; its own transaction."""
        ...

    def finish(self, request: KeyedRequest, answer: Answer) -> None:
        """Keep the answer for replays; its own transaction."""
        ...

    def forget_before(self, moment: datetime) -> int:
        """Delete records begun before *moment*; how many."""
        ...
