"""A booking is cancelled and its refund owed (story 2.5)."""

from datetime import datetime
from decimal import Decimal

from attrs import evolve, frozen

from astrobookings.application.booking.acting import LONGEST_REASON, trail
from astrobookings.application.booking.cancellations import Cancellations
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.quotes import Quotes
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.booking import Booking, CancelledBy
from astrobookings.domain.booking.cancellation import Quote, use
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, NotFound, refuse_faults
from astrobookings.domain.kernel.ids import BookingId, QuoteId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["CancelBooking", "Override", "allow_override"]


@frozen
class Override:
    """Customer service gives back another share (0 to 1), and says why."""

    refund_share: Decimal
    reason: str


def allow_override(by: Principal, override: Override) -> None:
    """Let *by* give back another share.

    Raises:
        NotAllowed: only customer service does.
        Invalid: no share, or no reason.
    """
    authorize(by, Action.OVERRIDE_REFUNDS)
    fits = override.refund_share.is_finite() and 0 <= override.refund_share <= 1
    share = Fault("/override/refund_share", "must be a share from 0 to 1", "out-of-range")
    refuse_faults(
        (
            None if fits else share,
            text_fault("/override/reason", override.reason, longest=LONGEST_REASON, one_line=False),
        )
    )


@frozen
class CancelBooking:
    """Cancel by quote; the quote replays its first answer, so that nothing happens twice."""

    bookings: Bookings
    launches: Launches
    quotes: Quotes
    cancellations: Cancellations
    operations: Transactions
    views: BookingViews
    clock: Clock

    def __call__(
        self,
        by: Principal,
        booking_id: BookingId,
        quote_id: QuoteId,
        override: Override | None = None,
    ) -> BookingView:
        """The cancelled booking with its refund.

        Raises:
            NotFound: no such booking or quote, or another traveler's.
            NotAllowed: an override by anybody but customer service.
            QuoteExpired: ask for a new one.
            PaymentInProgress, NoSuchBookingMove: it cannot be cancelled.
        """
        authorize(by, Action.CANCEL_BOOKINGS)
        if override is not None:
            allow_override(by, override)
        seen = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.CANCEL_BOOKINGS, seen.traveler_id, otherwise=missing)
        now = self.clock.now()
        with self.operations(by.origin("cancel-booking", now)):
            launch = self.launches.lock(seen.launch_id)
            booking = self.bookings.lock(booking_id)
            quote = self.quotes.get(quote_id)
            if quote.booking_id != booking_id or quote.seats:
                raise NotFound("quote", str(quote_id))
            if quote.used_at is None:
                used = use(quote, booking, launch, refund_id=None, now=now)
                self._cancel(by, booking, used, override, now)
        return self.views(self.bookings.get(booking_id), by)

    def _cancel(
        self,
        by: Principal,
        booking: Booking,
        quote: Quote,
        override: Override | None,
        now: datetime,
    ) -> None:
        own = by.user_id == booking.traveler_id
        reason = override.reason if override else ""
        refund = self.cancellations.cancel(
            trail(by, booking, reason),
            self._amount(booking, quote, override),
            by=CancelledBy.TRAVELER if own else CancelledBy.EMPLOYEE,
            reason=reason,
            now=now,
        )
        self.quotes.save(evolve(quote, refund_id=refund.id if refund else None))

    def _amount(self, booking: Booking, quote: Quote, override: Override | None) -> Money:
        if override is None:
            return quote.refund
        return self.cancellations.refunding.paid(booking).share(override.refund_share)
