"""Refusals for good, as they are noted under the key of a request."""

import json

from astrobookings.domain.booking.idempotency import Answer
from astrobookings.domain.kernel.ids import BookingRequestId
from astrobookings.domain.sync.booking_request import BookingRequestRefused, Reason

__all__ = ["refusal_answer", "refusal_of"]

_REFUSED = 409


def refusal_answer(request_id: BookingRequestId, reason: Reason) -> Answer:
    """What a retry of the request through the front door is answered from now on."""
    told = {"booking_request_id": str(request_id), "code": reason.code, "reason": reason.sentence}
    return Answer(_REFUSED, json.dumps(told))


def refusal_of(answer: Answer) -> BookingRequestRefused:
    """The refusal that *answer* was made of."""
    told = json.loads(answer.body)
    return BookingRequestRefused(told["booking_request_id"], told["code"], told["reason"])
