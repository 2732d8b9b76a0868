"""Refunds in memory."""

from collections.abc import Sequence
from datetime import datetime

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.booking.refunds import Refund, RefundStatus
from astrobookings.domain.kernel.ids import BookingId, RefundId

__all__ = ["MemoryRefunds"]


class MemoryRefunds:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Refund] = Records(store, "refund")

    def get(self, refund_id: RefundId) -> Refund:
        return self._records.get(refund_id)

    def lock(self, refund_id: RefundId) -> Refund:
        return self._records.lock(refund_id)

    def add(self, refund: Refund) -> Refund:
        return self._records.add(refund)

    def save(self, refund: Refund) -> Refund:
        return self._records.save(refund)

    def of_booking(self, booking_id: BookingId) -> Sequence[Refund]:
        found = (refund for refund in self._records.all() if refund.booking_id == booking_id)
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))

    def due(self, now: datetime, limit: int) -> Sequence[Refund]:
        found = (refund for refund in self._records.all() if _due(refund, now))
        return tuple(sorted(found, key=lambda one: (one.due_at, one.id))[:limit])


def _due(refund: Refund, now: datetime) -> bool:
    if refund.status is RefundStatus.EXECUTING:
        return refund.lease_until is None or now >= refund.lease_until
    return refund.status is RefundStatus.PENDING and now >= refund.due_at
