"""Where a traveler lands: the next flight, and what waits for an answer (story 2.4)."""

from collections.abc import Iterable
from contextlib import suppress
from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get

from astrobookings.application.booking.list_bookings import BookingPeriod, BookingQuery
from astrobookings.application.booking.views import BookingPaymentStatus
from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.wishes import WishStatus
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.trips import Trip, trips_of

__all__ = ["JourneysController"]

_ALL = PageRequest(MAX_LIMIT)
_LATEST = PageRequest(5)
"""Past flights that are looked at for one that nothing was told of."""


@frozen(kw_only=True)
class _Asking:
    """What waits for the traveler, by what it is about."""

    delays: list[Trip]
    banks: list[Trip]
    """Payments that wait for a yes on the page of the bank."""
    holds: list[Trip]
    granted: frozenset[UUID]
    """Those of the holds that came from a wish."""
    unnamed: list[Trip]
    untold: list[Trip]
    """Flights that went well, of which nothing was told yet."""

    @property
    def anything(self) -> bool:
        lists = (self.delays, self.banks, self.holds, self.unnamed, self.untold)
        return any(lists)


class JourneysController(Controller):
    """What is booked, and what waits for an answer."""

    path = "/traveler"

    @get(sync_to_thread=True)
    def journeys(self, request: WebRequest) -> Response[str]:
        """The next flight in front, the others by date."""
        by, system = request.member(Standing.TRAVELER), request.system
        found = system.list_bookings(by, BookingQuery(when=BookingPeriod.UPCOMING), _ALL)
        trips = sorted(trips_of(request, found.items), key=lambda trip: trip.card.launch.launch_at)
        next_one = next((trip for trip in trips if trip.paid), None)
        return page(
            request,
            "traveler/journeys.html",
            next_one=next_one,
            others=[trip for trip in trips if trip is not next_one],
            asking=_asking(request, by, trips),
            as_of=found.as_of,
        )


def _asking(request: WebRequest, by: Principal, trips: list[Trip]) -> _Asking:
    holds = [trip for trip in trips if trip.may("pay")]
    return _Asking(
        delays=[trip for trip in trips if trip.may("answer_delay")],
        banks=[trip for trip in trips if _asked_by_bank(trip)],
        holds=holds,
        granted=_granted(request, by) if holds else frozenset(),
        unnamed=[trip for trip in trips if trip.paid and _has_unnamed(trip)],
        untold=_untold(request, by),
    )


def _asked_by_bank(trip: Trip) -> bool:
    waits = trip.view.payment.status is BookingPaymentStatus.REQUIRES_ACTION
    return waits and trip.view.as_of is None


def _has_unnamed(trip: Trip) -> bool:
    return trip.may("name_passengers") and None in trip.booking.passengers


def _granted(request: WebRequest, by: Principal) -> frozenset[UUID]:
    """Bookings that wishes were granted."""
    with suppress(Unavailable):
        wishes = request.system.list_wishes(by, _ALL, status=WishStatus.GRANTED).items
        return frozenset(wish.booking_id for wish in wishes if wish.booking_id is not None)
    return frozenset()


def _untold(request: WebRequest, by: Principal) -> list[Trip]:
    flown = BookingQuery(status=BookingStatus.COMPLETED)
    with suppress(Unavailable):
        trips = trips_of(request, request.system.list_bookings(by, flown, _LATEST).items)
        successful = [trip for trip in trips if trip.card.launch.status is LaunchStatus.SUCCESSFUL]
        told = _told_of(request, by) if successful else set()
        return _first_of_each(trip for trip in successful if trip.card.launch.id not in told)
    return []


def _told_of(request: WebRequest, by: Principal) -> set[UUID]:
    """Launches of which the traveler told."""
    tell = request.system.list_testimonials
    own = tell(by, TestimonialFilter(), TestimonialSort.NEWEST, _ALL, mine=True)
    return {one.launch_id for one in own.items}


def _first_of_each(trips: Iterable[Trip]) -> list[Trip]:
    """One of *trips* for each launch."""
    by_launch: dict[UUID, Trip] = {}
    for trip in trips:
        by_launch.setdefault(trip.card.launch.id, trip)
    return [*by_launch.values()]
