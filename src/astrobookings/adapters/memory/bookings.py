"""Bookings in memory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from attrs import evolve

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.booking.booking import LIVE, Booking, BookingStatus, lapsed, status_at
from astrobookings.domain.booking.travelers import BillingCopy, folded, search_names
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryBookings"]

_NEWEST_FIRST: Order[Booking] = Order(
    lambda booking: (booking.created_at, booking.id), (instant, UUID), descending=True
)


class MemoryBookings:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Booking] = Records(store, "booking")
        self._launches: Records[Launch] = Records(store, "launch")
        self._travelers: Records[BillingCopy] = Records(store, "billing_copy")

    def get(self, booking_id: BookingId) -> Booking:
        return self._records.get(booking_id)

    def lock(self, booking_id: BookingId) -> Booking:
        return self._records.lock(booking_id)

    def save(self, booking: Booking) -> Booking:
        current = self._records.current(booking)
        return self._records.save(evolve(booking, seats=current.seats, adding=current.adding))

    def reseat(self, booking: Booking) -> Booking:
        return self._records.save(booking)

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
        booked_after: datetime | None = None,
        booked_before: datetime | None = None,
        traveler_text: str = "",
        now: datetime,
    ) -> Page[Booking]:
        def wanted(booking: Booking) -> bool:
            return (
                traveler_id in {None, booking.traveler_id}
                and launch_id in {None, booking.launch_id}
                and agency_id in {None, booking.agency_id}
                and reference in {None, booking.reference}
                and (statuses is None or status_at(booking, now) in statuses)
                and self._flies(booking, launch_after, launch_before)
                and _within(booking.created_at, booked_after, booked_before)
                and (not traveler_text or self._is_of(booking, folded(traveler_text)))
            )

        return _NEWEST_FIRST.page(filter(wanted, self._records.all()), page)

    def overdue(
        self, now: datetime, limit: int, launch_id: LaunchId | None = None
    ) -> Sequence[Booking]:
        found = (
            booking
            for booking in self._records.all()
            if lapsed(booking, now) and launch_id in {None, booking.launch_id}
        )
        return tuple(sorted(found, key=lambda one: (one.held_until, one.id))[:limit])

    def live_of_launch(self, launch_id: LaunchId, limit: int) -> Sequence[Booking]:
        found = (
            booking
            for booking in self._records.all()
            if booking.launch_id == launch_id and booking.status in LIVE
        )
        return tuple(sorted(found, key=lambda one: one.id)[:limit])

    def _flies(self, booking: Booking, after: datetime | None, before: datetime | None) -> bool:
        return _within(self._launches.get(booking.launch_id).launch_at, after, before)

    def _is_of(self, booking: Booking, text: str) -> bool:
        copy = self._travelers.find(booking.traveler_id)
        return copy is not None and search_names(copy).begin_with(text)


def _within(moment: datetime, after: datetime | None, before: datetime | None) -> bool:
    return (after is None or after <= moment) and (before is None or moment < before)
