"""Refunds in memory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.domain.booking.refunds import Refund, RefundStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, RefundId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryRefunds"]


_OLDEST_FIRST: Order[Refund] = Order(lambda refund: (refund.created_at, refund.id), (instant, UUID))


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

    def list(
        self,
        page: PageRequest,
        *,
        statuses: frozenset[RefundStatus] | None = None,
        agency_id: AgencyId | None = None,
        traveler_id: UserId | None = None,
    ) -> Page[Refund]:
        found = (
            refund
            for refund in self._records.all()
            if (statuses is None or refund.status in statuses)
            and agency_id in {None, refund.agency_id}
            and traveler_id in {None, refund.traveler_id}
        )
        return _OLDEST_FIRST.page(found, page)

    def due(self, now: datetime, limit: int) -> Sequence[Refund]:
        found = (refund for refund in self._records.all() if _due(refund, now))
        return tuple(sorted(found, key=lambda one: (one.due_at, one.id))[:limit])


def _due(refund: Refund, now: datetime) -> bool:
    if refund.status is RefundStatus.EXECUTING:
        return refund.lease_until is None or now >= refund.lease_until
    return refund.status is RefundStatus.PENDING and now >= refund.due_at
