"""The bookings of record (OperationsDB)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.kernel.ids import AgencyId, BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Bookings"]


class Bookings(Protocol):
    """Bookings; new ones come from the seat ledger alone."""

    def get(self, booking_id: BookingId) -> Booking:
        """Raises: NotFound."""
        ...

    def lock(self, booking_id: BookingId) -> Booking:
        """Raises: NotFound."""
        ...

    def save(self, booking: Booking) -> Booking:
        """Never changes seats or price. Raises: Stale."""
        ...

    def reseat(self, booking: Booking) -> Booking:
        """As `save`, with the seats that the seat ledger moved in the same transaction.

        Raises: Stale.
        """
        ...

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
        """Newest first, by (created_at, id). *statuses* are as seen at *now*: a lapsed hold is
        expired. *launch_after* (inclusive) and *launch_before* bound the launch's date,
        *booked_after* (inclusive) and *booked_before* that of the booking. *traveler_text* is the
        beginning of the traveler's name, either way round, or of the e-mail address.
        """
        ...

    def overdue(
        self, now: datetime, limit: int, launch_id: LaunchId | None = None
    ) -> Sequence[Booking]:
        """Bookings whose row says held although the hold has lapsed, longest lapsed first."""
        ...

    def live_of_launch(self, launch_id: LaunchId, limit: int) -> Sequence[Booking]:
        """Held and confirmed bookings of the launch, by id."""
        ...
