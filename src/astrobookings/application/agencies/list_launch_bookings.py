"""An agency looks at the bookings of a launch (story 1.7)."""

from attrs import frozen

from astrobookings.application.agencies.launch_access import LaunchAccess
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launch_bookings import LaunchBooking, LaunchBookings
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListLaunchBookings"]


@frozen
class ListLaunchBookings:
    """The bookings of a launch of any status, for its agency or an operations manager."""

    launch_access: LaunchAccess
    launch_bookings: LaunchBookings
    clock: Clock

    def __call__(
        self,
        by: Principal,
        launch_id: LaunchId,
        page: PageRequest,
        *,
        status: BookingStatus | None = None,
        text: str = "",
    ) -> Page[LaunchBooking]:
        """Newest first; *text* is part of a reference or of a traveler's name, any case.

        Raises:
            NotSignedIn, NotAllowed: neither an agency nor an operations manager asks.
            NotFound: no such launch, or another agency's.
            Invalid: a cursor of another list.
        """
        authorize(by, Action.VIEW_AGENCY_LAUNCHES)
        self.launch_access.get(by, Action.VIEW_AGENCY_LAUNCHES, launch_id)
        now = self.clock.now()
        return self.launch_bookings.list(launch_id, page, status=status, text=text, now=now)
