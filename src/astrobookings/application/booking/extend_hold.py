"""Customer service keeps seats for a traveler a while longer (story 2.8)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.booking.acting import check_reason, trail
from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.booking.customer_service import extend_hold
from astrobookings.domain.booking.errors import NotOnSale
from astrobookings.domain.booking.events import HoldExtended
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["ExtendHold"]


@frozen
class ExtendHold:
    """Move the end of a hold, so that a bank transfer can arrive."""

    bookings: Bookings
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    views: BookingViews
    clock: Clock
    policies: BookingPolicies

    def __call__(
        self, by: Principal, booking_id: BookingId, until: datetime, reason: str
    ) -> BookingView:
        """The booking, held *until* then.

        Raises:
            NotSignedIn, NotAllowed: only customer service extends holds.
            NotFound: no such booking.
            Invalid: no reason, or the hold ends no earlier now.
            HoldExpired, PaymentInProgress, NoSuchBookingMove, HoldTooLong: as `extend_hold`.
            NotOnSale: the launch has ended.
        """
        authorize(by, Action.EXTEND_HOLDS)
        seen = self.bookings.get(booking_id)
        check_reason(by, seen, reason)
        now = self.clock.now()
        with self.operations(by.origin("extend-hold", now)):
            launch = self.launches.lock(seen.launch_id)
            booking = trail(by, self.bookings.lock(booking_id), reason)
            holds = self.policies.holds
            kept = extend_hold(booking, until, launch_at=launch.launch_at, now=now, policy=holds)
            if launch.status not in OPEN:
                raise NotOnSale
            saved = self.bookings.save(kept)
            self.operations_outbox.add(HoldExtended(*ids_of(saved)))
        return self.views(saved, by)
