"""Bookings beside the launches that they are for."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from attrs import frozen

from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.words import countdown, destination_name

__all__ = ["PAID", "Trip", "lasting", "own_trip", "there", "trip_of", "trips_of"]

PAID = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})
"""Bookings whose traveler flies, or has flown."""
_THERE: Mapping[Destination, str] = {
    Destination.LOW_EARTH_ORBIT: "low Earth orbit",
    Destination.ISS: "the International Space Station",
    Destination.MOON: "the Moon",
}


@frozen
class Trip:
    """A booking, and the launch as everybody sees it."""

    view: BookingView
    card: LaunchCard

    @property
    def booking(self) -> Booking:
        return self.view.booking

    @property
    def address(self) -> str:
        """Where the booking is looked at."""
        return f"/traveler/bookings/{self.booking.id}"

    @property
    def there(self) -> str:
        """The destination within a sentence."""
        return there(self.card.launch.destination)

    @property
    def paid(self) -> bool:
        return self.view.status in PAID

    def may(self, action: str) -> bool:
        """Whether *action* can be done now."""
        return action in self.view.available_actions


def trip_of(request: WebRequest, view: BookingView) -> Trip:
    """*view* with its launch."""
    return Trip(view, request.system.view_launch(request.caller, view.booking.launch_id))


def trips_of(request: WebRequest, views: Iterable[BookingView]) -> list[Trip]:
    """*views* in their order; a launch that was booked more than once is looked up once."""
    cards: dict[UUID, LaunchCard] = {}
    trips = []
    for view in views:
        launch_id = view.booking.launch_id
        if launch_id not in cards:
            cards[launch_id] = request.system.view_launch(request.caller, launch_id)
        trips.append(Trip(view, cards[launch_id]))
    return trips


def own_trip(request: WebRequest, booking_id: UUID) -> Trip:
    """The booking of the traveler who asks.

    Raises:
        NotSignedIn; NotAllowed: somebody else than a traveler asks.
        NotFound: no such booking, or another traveler's.
    """
    by = request.member(Standing.TRAVELER)
    return trip_of(request, request.system.view_booking(by, BookingId(booking_id)))


def there(destination: Destination) -> str:
    """*destination* within a sentence, such as `the Moon`."""
    return _THERE.get(destination, destination_name(destination))


def lasting(span: timedelta) -> str:
    """How long something lasts: `15 minutes`, `24 hours`, `14 days`."""
    return countdown(span).removeprefix("in ")
