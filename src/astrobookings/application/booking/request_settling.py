"""What becomes of one booking request: the use-case it asks for decides, as if asked now."""

from datetime import datetime

from attrs import evolve, frozen

from astrobookings.application.booking.book_seats import BookSeats, SeatRequest
from astrobookings.application.booking.cancel_booking import CancelBooking, Override
from astrobookings.application.booking.refusal_answers import refusal_of
from astrobookings.application.booking.views import BookingPaymentStatus, BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.application.ports.users import Users
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import (
    HoldExpired,
    KeyInUse,
    KeyReused,
    PaymentDeclined,
)
from astrobookings.domain.booking.idempotency import Answer, KeyRecord
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.errors import AccountSuspended
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, Unavailable
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.domain.sync.booking_request import (
    BookingRequest,
    Reason,
    RequestLapsed,
    WantedCancellation,
    WantedSeats,
    lapsed,
)

__all__ = ["Decision", "RequestSettling"]


@frozen(kw_only=True)
class Decision:
    """What became of a request."""

    booking_id: BookingId | None = None
    reason: Reason | None = None
    """Why it is refused; None if it is settled."""
    noted: bool = True
    """Whether OperationsDB knows already, so that no later request under the key can contradict."""


@frozen
class RequestSettling:
    """Asks for what a request wants, as its user and under its key."""

    book_seats: BookSeats
    cancel_booking: CancelBooking
    bookings: Bookings
    views: BookingViews
    keys: IdempotencyKeys
    users: Users
    clock: Clock

    def __call__(self, request: BookingRequest) -> Decision | None:
        """The decision; None when it is not the time: the same request is at work elsewhere, or
        its payment is under way.

        Raises:
            Unavailable: a store is away, or too many want the same seats.
        """
        try:
            if request.wanted_seats is not None:
                return self._booked(request, request.wanted_seats)
            if request.wanted_cancellation is not None:
                return self._cancelled(request, request.wanted_cancellation)
        except KeyInUse:
            return None
        raise ValueError("a request that wants nothing")

    def _asker(self, request: BookingRequest) -> Principal:
        """Raises: NotFound, AccountSuspended: the account is gone, or may ask for nothing now."""
        account = self.users.get(request.user_id)
        if account.status is not AccountStatus.ACTIVE:
            raise AccountSuspended
        return Principal(
            standing=account.standing,
            user_id=account.id,
            service=request.service,
            request_id=request.request_id,
        )

    def _cancelled(self, request: BookingRequest, wanted: WantedCancellation) -> Decision:
        share = wanted.refund_share
        override = None if share is None else Override(share, wanted.reason)
        try:
            by = self._asker(request)
            self.cancel_booking(by, wanted.booking_id, wanted.quote_id, override)
        except Unavailable:
            raise
        except AstroBookingsError as refusal:
            return Decision(reason=Reason.of(refusal))
        return Decision(booking_id=wanted.booking_id)

    def _booked(self, request: BookingRequest, wanted: WantedSeats) -> Decision | None:
        now = self.clock.now()
        record = self.keys.find(request.keyed, now)
        if record is None and lapsed(request, now):
            return Decision(reason=Reason.of(RequestLapsed()), noted=False)
        if record is not None and record.answer is not None:
            return self._answered(request, record, record.answer)
        begun = None if record is None else record.booking_id
        try:
            view = self._book(request, wanted)
        except (Unavailable, KeyInUse):
            raise
        except AstroBookingsError as refusal:
            return Decision(booking_id=begun, reason=Reason.of(refusal), noted=begun is not None)
        self._hand_back(request, now)
        return _outcome(view)

    def _book(self, request: BookingRequest, wanted: WantedSeats) -> BookingView:
        asked = SeatRequest(
            launch_id=wanted.launch_id,
            seats=wanted.seats,
            passengers=wanted.passengers,
            payment_method=wanted.payment_method,
            at_most=wanted.at_most,
        )
        return self.book_seats(self._asker(request), asked, request.keyed)

    def _answered(
        self, request: BookingRequest, record: KeyRecord, answer: Answer
    ) -> Decision | None:
        """What the front door answered meanwhile, or what we noted before."""
        if record.request.digest != request.digest:
            return Decision(reason=Reason.of(KeyReused()))
        if record.booking_id is None:
            refusal = refusal_of(answer)
            return Decision(reason=Reason(refusal.reason_code, refusal.reason))
        return _outcome(self.views.after_payment(self.bookings.get(record.booking_id)))

    def _hand_back(self, request: BookingRequest, now: datetime) -> None:
        """End our lease on the key: a retry may look at the booking at once."""
        record = self.keys.find(request.keyed, now)
        if record is not None and record.answer is None:
            self.keys.take_over(evolve(record, lease_until=now), record.lease_until)


def _outcome(view: BookingView) -> Decision | None:
    booking_id = view.booking.id
    if view.declined is not None:
        return Decision(booking_id=booking_id, reason=Reason.of(PaymentDeclined(view.declined)))
    if view.status is BookingStatus.EXPIRED:
        return Decision(booking_id=booking_id, reason=Reason.of(HoldExpired()))
    if view.status is BookingStatus.HELD and view.payment.status is BookingPaymentStatus.PENDING:
        return None
    return Decision(booking_id=booking_id)
