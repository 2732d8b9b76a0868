"""Travelers look back and ahead (stories 2.4, 2.6)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from attrs import frozen

from astrobookings.application.booking.copies import complete_until
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.booking_copies import BookingCopies
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.domain.booking.booking import LIVE, BookingStatus
from astrobookings.domain.identity.permissions import PERMISSIONS, Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["BookingPeriod", "BookingQuery", "ListBookings"]


class BookingPeriod(StrEnum):
    ALL = "all"
    UPCOMING = "upcoming"
    """Held or confirmed, the launch ahead."""
    PAST = "past"
    """Confirmed or completed, the launch date over."""
    CANCELLED = "cancelled"
    """Cancelled or expired."""


@frozen(kw_only=True)
class BookingQuery:
    """Which bookings; travelers only ever see their own."""

    when: BookingPeriod = BookingPeriod.ALL
    traveler_id: UserId | None = None
    launch_id: LaunchId | None = None
    reference: str | None = None
    status: BookingStatus | None = None


def _bounds(query: BookingQuery, now: datetime) -> dict[str, Any]:
    """The period as bounds of the store's list."""
    flown = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})
    ended = frozenset({BookingStatus.CANCELLED, BookingStatus.EXPIRED})
    of_period: dict[BookingPeriod, dict[str, Any]] = {
        BookingPeriod.ALL: {"statuses": frozenset(BookingStatus)},
        BookingPeriod.UPCOMING: {"statuses": LIVE, "launch_after": now},
        BookingPeriod.PAST: {"statuses": flown, "launch_before": now},
        BookingPeriod.CANCELLED: {"statuses": ended},
    }
    bounds = of_period[query.when]
    if query.status is not None:
        bounds["statuses"] &= {query.status}
    return bounds


@frozen
class ListBookings:
    """Bookings, newest first."""

    bookings: Bookings
    booking_copies: BookingCopies
    views: BookingViews
    clock: Clock

    def __call__(self, by: Principal, query: BookingQuery, page: PageRequest) -> Page[BookingView]:
        """One page of bookings that *by* may see; of copies, saying as of when, while these are
        away.

        Raises:
            NotSignedIn, NotAllowed: travelers and employees only.
            Invalid: a cursor of another list.
            Unavailable: there are no complete copies either.
        """
        authorize(by, Action.VIEW_BOOKINGS)
        everyones = by.standing in PERMISSIONS[Action.VIEW_BOOKINGS].everyones
        now = self.clock.now()
        wanted: dict[str, Any] = {
            "traveler_id": query.traveler_id if everyones else by.user_id,
            "launch_id": query.launch_id,
            "reference": query.reference,
            "now": now,
            **_bounds(query, now),
        }
        try:
            found = self.bookings.list(page, **wanted)
            return Page(tuple(self.views(booking) for booking in found.items), found.next)
        except Unavailable as away:
            as_of = complete_until(self.booking_copies, away)
            copies = self.booking_copies.list(page, **wanted)
            views = tuple(self.views.of_copy(copy, as_of) for copy in copies.items)
            return Page(views, copies.next, as_of)
