"""What would come back? (story 2.5)"""

from attrs import frozen

from astrobookings.application.booking.refunding import Refunding
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.quotes import Quotes
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.booking import LIVE, Booking, NoSuchBookingMove, status_at
from astrobookings.domain.booking.cancellation import Quote, due, quote
from astrobookings.domain.booking.changes import require_some_of
from astrobookings.domain.booking.errors import PaymentInProgress
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId, QuoteId
from astrobookings.domain.kernel.money import Money, total

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

    def __call__(self, by: Principal, booking_id: BookingId, seats: tuple[int, ...] = ()) -> Quote:
        """A fresh quote of cancelling the booking, or of dropping some of its *seats*.

        Raises:
            NotFound: no such booking, or another traveler's.
            NoSuchBookingMove: it cannot be cancelled any more.
            PaymentInProgress: wait for the payment's outcome.
            Invalid: seats that are not the booking's.
            CancelInstead: they are all it has.
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
        numbers = tuple(sorted(set(seats)))
        if numbers:
            require_some_of(booking, numbers, "/seats")
        launch = self.launches.get(booking.launch_id)
        paid = self._paid(booking, numbers)
        what = due(booking, launch, paid=paid, now=now, answers=self.policies.delays)
        policy, quote_id = self.policies.quotes, QuoteId(self.ids.new())
        made = quote(quote_id, booking, launch, what, now=now, policy=policy, seats=numbers)
        with self.operations(by.origin("quote-cancellation", now)):
            return self.quotes.add(made)

    def _paid(self, booking: Booking, seats: tuple[int, ...]) -> Money:
        """What was paid for *seats*; for all of them if none are named."""
        paid = self.refunding.paid(booking)
        if not seats:
            return paid
        return min(paid, total(one.price for one in booking.seats if one.number in seats))
