"""Seats of a booking are added, dropped or swapped (story 2.8)."""

from collections.abc import Sequence
from contextlib import suppress

from attrs import evolve, frozen

from astrobookings.application.booking.acting import check_reason
from astrobookings.application.booking.adding_seats import AddingSeats
from astrobookings.application.booking.changing import Asked
from astrobookings.application.booking.dropping_seats import DroppingSeats
from astrobookings.application.booking.keyed import Resumption
from astrobookings.application.booking.payments import Payments
from astrobookings.application.booking.swapping_seats import SwappingSeats
from astrobookings.application.booking.views import BookingView, BookingViews
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.domain.booking.changes import (
    AddedSeats,
    DroppedSeats,
    SeatChange,
    require_changeable,
)
from astrobookings.domain.booking.charges import Charge, ChargeStatus
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import AstroBookingsError, NotFound
from astrobookings.domain.kernel.ids import AttemptId, BookingId

__all__ = ["ChangeSeats"]

_GIVEN_UP = frozenset({ChargeStatus.DECLINED, ChargeStatus.RELEASED})


@frozen
class ChangeSeats:
    """Change some seats of a live booking; the others keep price and passenger."""

    bookings: Bookings
    charges: Charges
    keys: IdempotencyKeys
    adding_seats: AddingSeats
    dropping_seats: DroppingSeats
    swapping_seats: SwappingSeats
    payments: Payments
    resumption: Resumption
    views: BookingViews
    clock: Clock

    def __call__(
        self,
        by: Principal,
        booking_id: BookingId,
        change: SeatChange,
        key: KeyedRequest,
        reason: str = "",
    ) -> BookingView:
        """The booking after the change, or with added seats whose payment is pending; declined,
        it is as it was. The same request under the same *key* acts once. Employees say for what
        *reason* they act for the traveler.

        Raises:
            NotSignedIn, NotAllowed: only travelers and customer service.
            NotFound: no such booking, or another traveler's; no such quote.
            Invalid: seats wrong in themselves; an employee's reason is missing.
            NoSuchBookingMove, PaymentInProgress: its seats cannot be changed now.
            As `AddingSeats`, `DroppingSeats`, `SwappingSeats`: nothing was changed.
            KeyInUse, KeyReused: see `Resumption`.
        """
        authorize(by, Action.CHANGE_BOOKINGS)
        booking = self.bookings.get(booking_id)
        missing = NotFound("booking", str(booking_id))
        only_own(by, Action.CHANGE_BOOKINGS, booking.traveler_id, otherwise=missing)
        check_reason(by, booking, reason)
        try:
            require_changeable(booking, self.clock.now())
            attempt_id = self._change(Asked(by, booking, key, reason), change)
        except AstroBookingsError as cause:
            # An earlier attempt under this key may have changed what now stands in the way.
            attempt_id = self._resumed(by, key, cause)
        return self._outcome(by, booking_id, attempt_id)

    def _change(self, asked: Asked, change: SeatChange) -> AttemptId | None:
        if isinstance(change, AddedSeats):
            return self.adding_seats(asked, change)
        if isinstance(change, DroppedSeats):
            self.dropping_seats(asked, change)
        else:
            self.swapping_seats(asked, change)
        return None

    def _resumed(
        self, by: Principal, key: KeyedRequest, cause: AstroBookingsError
    ) -> AttemptId | None:
        """The attempt to pay that the earlier request began, gone on with.

        Raises:
            As `Resumption`.
        """
        booking_id = self.resumption(key, cause)
        attempt_id = self._attempt_of(key, booking_id)
        if attempt_id is not None:
            with suppress(GatewaySilent):
                self.payments.resume(by, attempt_id)
        return attempt_id

    def _attempt_of(self, key: KeyedRequest, booking_id: BookingId) -> AttemptId | None:
        """The attempt begun in the transaction that noted *key*."""
        record = self.keys.find(key, self.clock.now())
        made = [
            charge.attempt_id
            for charge in self.charges.of_booking(booking_id)
            if record is not None and charge.created_at == record.created_at
        ]
        return made[0] if made else None

    def _outcome(
        self, by: Principal, booking_id: BookingId, attempt_id: AttemptId | None
    ) -> BookingView:
        view = self.views(self.bookings.get(booking_id), by)
        if attempt_id is None:
            return view
        charges = self.charges.of_attempt(attempt_id)
        return evolve(view, declined=_declined(charges))


def _declined(charges: Sequence[Charge]) -> str | None:
    """Why the attempt with *charges* came to nothing, if it did."""
    if not any(one.status in _GIVEN_UP for one in charges):
        return None
    return next((one.decline_reason for one in charges if one.decline_reason), "released")
