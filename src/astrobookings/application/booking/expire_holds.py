"""Tidying up holds whose time is over; sales never wait for it."""

from attrs import frozen

from astrobookings.application.booking.expiry import Expiry
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["ExpireHolds"]


@frozen
class ExpireHolds:
    """Expire lapsed holds and return their seats."""

    bookings: Bookings
    expiry: Expiry
    clock: Clock

    def __call__(self, by: Principal, limit: int = 200) -> int:
        """Expire about *limit* lapsed holds, launch by launch; how many.

        Raises:
            NotAllowed: only the platform itself tidies up.
        """
        authorize(by, Action.RUN_JOBS)
        found = self.bookings.overdue(self.clock.now(), limit)
        launches = dict.fromkeys(booking.launch_id for booking in found)
        return sum(self.expiry.of_launch(by, launch_id) for launch_id in launches)
