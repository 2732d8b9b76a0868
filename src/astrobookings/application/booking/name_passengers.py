"""A traveler, or customer service, says who will sit in the seats (stories 2.3, 2.8)."""

from attrs import frozen

from astrobookings.application.booking.acting import check_reason, trail
from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.spaceports import Spaceports
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.booking import Booking, name_passengers
from astrobookings.domain.booking.events import PassengersNamed
from astrobookings.domain.booking.passengers import Passenger, check_passengers
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound, Stale
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["NamePassengers"]


@frozen
class NamePassengers:
    """Name or rename the passengers of a booking; its seats stay as they are."""

    bookings: Bookings
    launches: Launches
    spaceports: Spaceports
    operations: Transactions
    operations_outbox: Outbox
    views: BookingViews
    clock: Clock
    policies: BookingPolicies

    def __call__(
        self,
        by: Principal,
        booking_id: BookingId,
        passengers: tuple[Passenger | None, ...],
        if_version: int | None = None,
        reason: str = "",
    ) -> BookingView:
        """The booking with *passengers* in the order of its seats, None for one not named yet.
        Employees say for what *reason* they act for the traveler.

        Raises:
            NotFound: no such booking, or another traveler's.
            Invalid: too many passengers, a blank name, or an age outside the rule; an employee's
                reason is missing.
            NoSuchBookingMove: it is neither held nor confirmed.
            Stale: its version is not *if_version*.
        """
        authorize(by, Action.CHANGE_BOOKINGS)
        now = self.clock.now()
        seen = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.CHANGE_BOOKINGS, seen.traveler_id, otherwise=missing)
        check_reason(by, seen, reason)
        self._check(seen, passengers)
        with self.operations(by.origin("name-passengers", now)):
            booking = self.bookings.lock(booking_id)
            if if_version is not None and booking.version != if_version:
                raise Stale("booking")
            named = name_passengers(trail(by, booking, reason), passengers, now)
            saved = self.bookings.save(named)
            self.operations_outbox.add(PassengersNamed(*ids_of(saved)))
        return self.views(saved, by)

    def _check(self, booking: Booking, passengers: tuple[Passenger | None, ...]) -> None:
        launch = self.launches.get(booking.launch_id)
        check_passengers(
            passengers,
            seats=len(booking.seats),
            launch_at=launch.launch_at,
            zone=self.spaceports.get(launch.spaceport_id).zone,
            policy=self.policies.passengers,
        )
