"""The bookings of a launch, in memory."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, Rows, instant
from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.domain.booking.booking import Booking, BookingStatus, status_at
from astrobookings.domain.booking.ledger import Account, JournalEntry
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import BookingId, LaunchId
from astrobookings.domain.kernel.money import Money, total
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryLaunchBookings"]

_FLOWN = {BookingStatus.CONFIRMED, BookingStatus.COMPLETED}
_NEWEST_FIRST: Order[LaunchBooking] = Order(
    lambda one: (one.booking.created_at, one.booking.id), (instant, UUID), descending=True
)


class MemoryLaunchBookings:
    def __init__(self, store: MemoryStore) -> None:
        self._bookings: Records[Booking] = Records(store, "booking")
        self._travelers: Records[BillingCopy] = Records(store, "billing_copy")
        self._entries: Rows[tuple[str, UUID], JournalEntry] = store.rows("ledger")

    def list(
        self,
        launch_id: LaunchId,
        page: PageRequest,
        *,
        status: BookingStatus | None = None,
        text: str = "",
        now: datetime,
    ) -> Page[LaunchBooking]:
        found = (
            one
            for one in self._of(launch_id)
            if status in {None, status_at(one.booking, now)} and _mentions(one, text.casefold())
        )
        return _NEWEST_FIRST.page(found, page)

    def earning(self, launch_id: LaunchId) -> Sequence[LaunchBooking]:
        found = [one for one in self._of(launch_id) if one.booking.status in _FLOWN or one.revenue]
        return tuple(sorted(found, key=_NEWEST_FIRST.key))

    def _of(self, launch_id: LaunchId) -> Sequence[LaunchBooking]:
        return [
            LaunchBooking(
                booking=booking,
                traveler=self._travelers.find(booking.traveler_id),
                revenue=self._revenue(booking.id),
            )
            for booking in self._bookings.all()
            if booking.launch_id == launch_id
        ]

    def _revenue(self, booking_id: BookingId) -> Money:
        return -total(
            posting.amount
            for entry in self._entries.all()
            if entry.booking_id == booking_id
            for posting in entry.postings
            if posting.account is Account.AGENCIES
        )


def _mentions(one: LaunchBooking, sought: str) -> bool:
    who = one.traveler
    name = "" if who is None else f"{who.first_name} {who.last_name}"
    return any(sought in text.casefold() for text in (one.booking.reference, name))
