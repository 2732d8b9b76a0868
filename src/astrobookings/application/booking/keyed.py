"""Going on with a request whose first attempt never answered."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.booking.idempotency import KeyedRequest, take_over
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.domain.kernel.ids import BookingId

__all__ = ["Resumption"]


@frozen
class Resumption:
    """Finds the booking of an earlier attempt, so that a retry never takes seats anew."""

    keys: IdempotencyKeys
    clock: Clock

    def __call__(self, key: KeyedRequest, cause: AstroBookingsError) -> BookingId:
        """The booking that the request with *key* made, now in our hands.

        Raises:
            AstroBookingsError: *cause*, when no earlier attempt is on record.
            KeyInUse: the first attempt is still at work, or has just answered.
            KeyReused: the key came with another request.
        """
        now = self.clock.now()
        record = self.keys.find(key, now)
        if record is None:
            raise cause
        taken, booking_id = take_over(record, key, now), record.booking_id
        if booking_id is None or record.answer is not None:
            raise KeyInUse from cause
        if not self.keys.take_over(taken, record.lease_until):
            raise KeyInUse from cause
        return booking_id
