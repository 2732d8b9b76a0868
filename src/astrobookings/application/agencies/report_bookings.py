"""The report of a successful launch's bookings (story 1.6)."""

from datetime import datetime

from attrs import field, frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_bookings import LaunchBooking, LaunchBookings
from astrobookings.domain.agencies.launch import Launch, require_success
from astrobookings.domain.booking.booking import Booking, BookingStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.money import Money, total

__all__ = ["BookingsReport", "ReportBookings", "unnamed"]

_FLOWN = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})


def unnamed(booking: Booking) -> int:
    """In how many seats of *booking* sits nobody known by name."""
    return sum(passenger is None for passenger in booking.passengers)


@frozen(kw_only=True)
class BookingsReport:
    """Who flew, who paid, and what the launch brought in; retained shares count too."""

    launch: Launch
    as_of: datetime = field(validator=aware)
    lines: tuple[LaunchBooking, ...]
    """Oldest first; cancelled ones are among them if something was retained."""

    @property
    def flown(self) -> tuple[LaunchBooking, ...]:
        """The bookings whose passengers flew."""
        return tuple(one for one in self.lines if one.booking.status in _FLOWN)

    @property
    def seats(self) -> int:
        return sum(len(one.booking.seats) for one in self.flown)

    @property
    def unnamed(self) -> int:
        """Passengers who flew without their names being known."""
        return sum(unnamed(one.booking) for one in self.flown)

    @property
    def revenue(self) -> Money:
        return total(one.revenue for one in self.lines)


@frozen
class ReportBookings:
    """Tell an agency, or an employee, who flew on a launch and what it brought in."""

    launch_access: LaunchAccess
    launch_bookings: LaunchBookings
    clock: Clock

    def __call__(self, by: Principal, launch_id: LaunchId) -> BookingsReport:
        """The report as of now.

        Raises:
            NotSignedIn, NotAllowed: agencies, customer service, finance and operations only.
            NotFound: no such launch, or another agency's.
            LaunchNotSuccessful: the launch has not flown with success.
        """
        authorize(by, Action.VIEW_BOOKINGS_REPORT)
        launch = self.launch_access.get(by, Action.VIEW_BOOKINGS_REPORT, launch_id)
        require_success(launch)
        lines = tuple(self.launch_bookings.earning(launch_id))
        return BookingsReport(launch=launch, as_of=self.clock.now(), lines=lines)
