"""Paying for held seats (story 2.3)."""

from uuid import UUID

from litestar import Controller, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody

from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.answers import BookingAnswer
from astrobookings.entrypoints.http.booking.bodies import Payment
from astrobookings.entrypoints.http.booking.outcomes import paid_or_held
from astrobookings.entrypoints.http.idempotency import once, require_key
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import Key
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["PaymentController"]

_PENDING = ResponseSpec(
    BookingAnswer,
    generate_examples=False,
    description="Held; the payment is pending or waits for the payer.",
)


class PaymentController(Controller):
    """One payment at a time."""

    path = "/bookings/{booking_id:uuid}/payment"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        operation_id="pay_booking",
        summary="Pay a booking",
        guards=[require_key],
        sync_to_thread=True,
        response_description="Confirmed.",
        responses={202: _PENDING, **problems_of(402, 403, 404, 409, 422)},
    )
    def pay(
        self,
        request: ApiRequest,
        booking_id: FromPath[UUID],
        data: JSONBody[Payment],
        idempotency_key: Key,
    ) -> Reply[BookingAnswer]:
        """For held seats before the hold ends; a declined payment can be tried again."""

        def work(by: Principal, key: KeyedRequest) -> Reply[BookingAnswer]:
            pay = request.system.pay_booking
            view = pay(by, BookingId(booking_id), data.payment_method, key)
            return paid_or_held(request, view)

        return once(request, idempotency_key, data, work)
