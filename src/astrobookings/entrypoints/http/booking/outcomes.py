"""Which answer a payment's outcome gets (design §5)."""

from astrobookings.application.booking.views import BookingPaymentStatus, BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import PaymentDeclined
from astrobookings.entrypoints.http.booking.answers import BookingAnswer, booking
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.problems import PROBLEM_TYPE, problem_document
from astrobookings.entrypoints.http.replies import PRIVATE, Raw, Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["paid_or_held"]

_WAITING = frozenset({BookingPaymentStatus.PENDING, BookingPaymentStatus.REQUIRES_ACTION})


def paid_or_held(request: ApiRequest, view: BookingView) -> Reply[BookingAnswer]:
    """201 confirmed or held, 202 held or being extended while a payment waits, 402 declined."""
    if view.declined is not None:
        return _declined(request, view, view.declined)
    open_ = view.status is BookingStatus.HELD or view.booking.adding
    waiting = open_ and view.payment.status in _WAITING
    status = 202 if waiting else 201
    location = {"location": f"/api/v1/booking/bookings/{view.booking.id}"}
    return Reply(
        booking(view),
        status=status,
        etag=tag(view.booking.version),
        headers={**PRIVATE, **location},
    )


def _declined(request: ApiRequest, view: BookingView, reason: str) -> Reply[BookingAnswer]:
    refusal = PaymentDeclined(reason)
    document = problem_document(
        402,
        refusal.code,
        str(refusal),
        request_id=request.request_id,
        public_url=request.http.settings.public_url,
        members={"reason": reason, "booking_id": view.booking.id} | _held_until(view),
    )
    return Raw(document, status=402, media_type=PROBLEM_TYPE)


def _held_until(view: BookingView) -> dict[str, object]:
    """Until when it can be paid, of a hold."""
    held = view.status is BookingStatus.HELD
    return {"expires_at": view.booking.held_until} if held else {}
