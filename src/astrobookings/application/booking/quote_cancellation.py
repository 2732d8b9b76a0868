"""What would come back? (story 2.5)"""

from attrs import frozen

from astrobookings.application.booking.refunding import Refunding
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.quotes import Quotes
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.booking import LIVE, NoSuchBookingMove, status_at
from astrobookings.domain.booking.cancellation import Quote, due, quote
from astrobookings.domain.booking.errors import PaymentInProgress
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId, QuoteId

__all__ = ["QuoteCancellation"]


@frozen
class QuoteCancellation:
    """Say what cancelling a booking gives back, with the reason; good for a short while."""

    bookings: Bookings
    launches: Launches
    quotes: Quotes
    refunding: Refunding
    operations: Transactions
    clock: Clock
    ids: Ids
    policies: BookingPolicies

    def __call__(self, by: Principal, booking_id: BookingId) -> Quote:
        """A fresh quote.

        Raises:
            NotFound: no such booking, or another traveler's.
            NoSuchBookingMove: it cannot be cancelled any more.
            PaymentInProgress: wait for the payment's outcome.
        """
        authorize(by, Action.CANCEL_BOOKINGS)
        now = self.clock.now()
        booking = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.CANCEL_BOOKINGS, booking.traveler_id, otherwise=missing)
        status = status_at(booking, now)
        if status not in LIVE:
            raise NoSuchBookingMove(status, "cancelled")
        if booking.paying is not None:
            raise PaymentInProgress
        launch = self.launches.get(booking.launch_id)
        paid = self.refunding.paid(booking_id)
        what = due(booking, launch, paid=paid, now=now, answers=self.policies.delays)
        made = quote(
            QuoteId(self.ids.new()), booking, launch, what, now=now, policy=self.policies.quotes
        )
        with self.operations(by.origin("quote-cancellation", now)):
            return self.quotes.add(made)
