"""A traveler accepts or refuses a delay (story 2.4)."""

from attrs import frozen

from astrobookings.application.booking.cancellations import Cancellations
from astrobookings.application.booking.events import ids_of
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.booking import Booking, CancelledBy
from astrobookings.domain.booking.cancellation import accept_delay, require_open_delay
from astrobookings.domain.booking.events import DelayAccepted
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import BookingId, DelayId

__all__ = ["AnswerDelay"]


def _answered(booking: Booking, delay_id: DelayId, *, accept: bool) -> bool:
    if accept:
        return delay_id in booking.accepted_delays
    return booking.cancelled_by is CancelledBy.DELAY_REFUSED


@frozen
class AnswerDelay:
    """Fly at the later date, or cancel with everything back; the same answer again repeats it."""

    bookings: Bookings
    launches: Launches
    cancellations: Cancellations
    operations: Transactions
    operations_outbox: Outbox
    views: BookingViews
    clock: Clock
    policies: BookingPolicies

    def __call__(
        self, by: Principal, booking_id: BookingId, delay_id: DelayId, *, accept: bool
    ) -> BookingView:
        """The booking after the answer.

        Raises:
            NotFound: no such booking, or another traveler's.
            NoOpenDelay: the delay is not (or no longer) the booking's to answer.
            PaymentInProgress, NoSuchBookingMove: a refusal cannot cancel it now.
        """
        authorize(by, Action.ANSWER_DELAYS)
        seen = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.ANSWER_DELAYS, seen.traveler_id, otherwise=missing)
        now = self.clock.now()
        with self.operations(by.origin("answer-delay", now)):
            launch = self.launches.lock(seen.launch_id)
            booking = self.bookings.lock(booking_id)
            if not _answered(booking, delay_id, accept=accept):
                answers = self.policies.delays
                delay = require_open_delay(booking, launch, delay_id, now, answers)
                if accept:
                    self.bookings.save(accept_delay(booking, delay.id))
                    self.operations_outbox.add(DelayAccepted(*ids_of(booking)))
                else:
                    self.cancellations.cancel(
                        booking,
                        self.cancellations.refunding.paid(booking),
                        by=CancelledBy.DELAY_REFUSED,
                        reason=delay.reason,
                        now=now,
                    )
        return self.views(self.bookings.get(booking_id))
