"""Travelers look back and ahead, employees look for bookings (stories 2.4, 2.6, 2.7)."""

from datetime import datetime, timedelta
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
from astrobookings.domain.kernel.errors import NotAllowed, Unavailable
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["BookingPeriod", "BookingQuery", "ListBookings"]


_INSTANT = timedelta(microseconds=1)


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
    launch_from: datetime | None = None
    """Launches from here on, inclusive."""
    launch_to: datetime | None = None
    """Launches up to here, inclusive."""
    booked_from: datetime | None = None
    """Booked from here on, inclusive."""
    booked_to: datetime | None = None
    """Booked up to here, inclusive."""
    text: str = ""
    """For employees: the beginning of the traveler's name, either way round, or e-mail address."""

    @property
    def of_record(self) -> bool:
        """Whether only the bookings of record can answer: copies know no names, and no dates."""
        return bool(self.text or self.booked_from or self.booked_to)


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
    after = [bounds.get("launch_after"), query.launch_from]
    before = [bounds.get("launch_before"), _past(query.launch_to)]
    bounds["launch_after"] = max((one for one in after if one), default=None)
    bounds["launch_before"] = min((one for one in before if one), default=None)
    return bounds


def _past(last: datetime | None) -> datetime | None:
    """The bound that just lets *last* in."""
    return None if last is None else last + _INSTANT


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
            NotSignedIn, NotAllowed: travelers and employees only; travelers search for no names.
            Invalid: a cursor of another list.
            Unavailable: there are no complete copies either.
        """
        authorize(by, Action.VIEW_BOOKINGS)
        everyones = by.standing in PERMISSIONS[Action.VIEW_BOOKINGS].everyones
        if query.text and not everyones:
            raise NotAllowed("search_travelers")
        now = self.clock.now()
        wanted: dict[str, Any] = {
            "traveler_id": query.traveler_id if everyones else by.user_id,
            "launch_id": query.launch_id,
            "reference": query.reference and query.reference.strip().upper(),
            "now": now,
            **_bounds(query, now),
        }
        of_record: dict[str, Any] = {
            "booked_after": query.booked_from,
            "booked_before": _past(query.booked_to),
            "traveler_text": query.text.strip(),
        }
        try:
            found = self.bookings.list(page, **wanted, **of_record)
            return Page(tuple(self.views(booking, by) for booking in found.items), found.next)
        except Unavailable as away:
            if query.of_record:
                raise
            as_of = complete_until(self.booking_copies, away)
            copies = self.booking_copies.list(page, **wanted)
            views = tuple(self.views.of_copy(copy, as_of, by) for copy in copies.items)
            return Page(views, copies.next, as_of)
