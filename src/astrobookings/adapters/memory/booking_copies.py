"""Copies of bookings in memory."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.store import Copies, MemoryStore, Order, instant
from astrobookings.application.ports.booking_copies import BookingSnapshot
from astrobookings.application.ports.launch_copies import LaunchSnapshot
from astrobookings.domain.booking.booking import BookingStatus, status_at
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryBookingCopies"]

_NEWEST_FIRST: Order[BookingSnapshot] = Order(
    lambda copy: (copy.booking.created_at, copy.id), (instant, UUID), descending=True
)


class MemoryBookingCopies:
    def __init__(self, store: MemoryStore) -> None:
        self.copies: Copies[BookingSnapshot] = Copies(store, "booking")
        self._launches: Copies[LaunchSnapshot] = Copies(store, "launch")

    def get(self, booking_id: BookingId) -> BookingSnapshot:
        return self.copies.get(booking_id)

    def list(
        self,
        page: PageRequest,
        *,
        traveler_id: UserId | None = None,
        launch_id: LaunchId | None = None,
        agency_id: AgencyId | None = None,
        reference: str | None = None,
        statuses: frozenset[BookingStatus] | None = None,
        launch_after: datetime | None = None,
        launch_before: datetime | None = None,
        now: datetime,
    ) -> Page[BookingSnapshot]:
        def wanted(copy: BookingSnapshot) -> bool:
            booking = copy.booking
            return (
                traveler_id in {None, booking.traveler_id}
                and launch_id in {None, booking.launch_id}
                and agency_id in {None, booking.agency_id}
                and reference in {None, booking.reference}
                and (statuses is None or status_at(booking, now) in statuses)
                and self._flies(booking.launch_id, launch_after, launch_before)
            )

        return _NEWEST_FIRST.page(filter(wanted, self.copies.all()), page)

    def put(self, copy: BookingSnapshot, *, over: str | None = None) -> bool:
        return self.copies.put(copy, over)

    def versions(self, keys: Collection[UUID]) -> Mapping[UUID, int]:
        return self.copies.versions(keys)

    def completed(self, moment: datetime) -> None:
        self.copies.completed(moment)

    def as_of(self) -> datetime | None:
        return self.copies.as_of()

    def _flies(self, launch_id: LaunchId, after: datetime | None, before: datetime | None) -> bool:
        if after is None and before is None:
            return True
        copy = self._launches.find(launch_id)
        if copy is None:
            return False
        launch_at = copy.card.launch.launch_at
        return (after is None or after <= launch_at) and (before is None or launch_at < before)
