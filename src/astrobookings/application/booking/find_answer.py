"""Was this request answered before? (story 2.3)"""

from attrs import frozen

from astrobookings.application.booking.refusal_answers import refusal_of
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.idempotency_keys import IdempotencyKeys
from astrobookings.domain.booking.errors import KeyReused
from astrobookings.domain.booking.idempotency import Answer, KeyedRequest

__all__ = ["FindAnswer"]


@frozen
class FindAnswer:
    """Looks for the recorded answer of a request under its idempotency key."""

    keys: IdempotencyKeys
    clock: Clock

    def __call__(self, key: KeyedRequest) -> Answer | None:
        """The answer to replay; None when the request is new or was never answered.

        Raises:
            KeyReused: the key came with another request.
            BookingRequestRefused: the request waited out an outage and was refused for good.
        """
        record = self.keys.find(key, self.clock.now())
        if record is None:
            return None
        if record.request.digest != key.digest:
            raise KeyReused
        if record.booking_id is None and record.answer is not None:
            raise refusal_of(record.answer)
        return record.answer
