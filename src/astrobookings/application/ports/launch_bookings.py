"""The bookings of a launch, as its agency sees them (OperationsDB; stories 1.6, 1.7)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from attrs import frozen

from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["LaunchBooking", "LaunchBookings"]


@frozen(kw_only=True)
class LaunchBooking:
    """A booking with who made it, and what it brought in."""

    booking: Booking
    traveler: BillingCopy | None
    """None while the billing data have not arrived."""
    revenue: Money
    """Charges less refunds owed, done or not."""


class LaunchBookings(Protocol):
    """Read in one statement, so that bookings and revenue belong together."""

    def list(
        self,
        launch_id: LaunchId,
        page: PageRequest,
        *,
        status: BookingStatus | None = None,
        text: str = "",
        now: datetime,
    ) -> Page[LaunchBooking]:
        """Newest first, by (created_at, id). The *status* is as seen at *now*; *text* is part of
        the reference or of the traveler's name, any case.
        """
        ...

    def earning(self, launch_id: LaunchId) -> Sequence[LaunchBooking]:
        """Confirmed and completed ones, and others that left revenue; oldest first."""
        ...
