"""Adding, dropping and swapping seats of a booking (story 2.8)."""

from uuid import UUID

from litestar import Controller, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody

from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.answers import BookingAnswer
from astrobookings.entrypoints.http.booking.change_bodies import SeatChangeBody
from astrobookings.entrypoints.http.booking.outcomes import paid_or_held
from astrobookings.entrypoints.http.idempotency import once, require_key
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import Key
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["ChangesController"]

_PENDING = ResponseSpec(
    BookingAnswer,
    generate_examples=False,
    description="The payment of the seats in `adding` is pending or waits for the payer.",
)


class ChangesController(Controller):
    """Some seats change hands; the others keep price and passenger."""

    path = "/bookings/{booking_id:uuid}/changes"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        operation_id="change_seats",
        summary="Add, drop or swap seats",
        guards=[require_key],
        sync_to_thread=True,
        response_description="The booking with its seats changed.",
        responses={202: _PENDING, **problems_of(402, 403, 404, 409, 422)},
    )
    def change(
        self,
        request: ApiRequest,
        booking_id: FromPath[UUID],
        data: JSONBody[SeatChangeBody],
        idempotency_key: Key,
    ) -> Reply[BookingAnswer]:
        """Of a held or confirmed booking, one kind of change at a time.

        Added seats cost today's price and obey every limit; those of a paid booking are paid at
        once, and a declined payment changes nothing. Dropped seats give back what their quote
        says; the last ones are cancelled instead. Swapping is free. Customer service may do so
        for the traveler, and says why.
        """
        change = data.change()

        def work(by: Principal, key: KeyedRequest) -> Reply[BookingAnswer]:
            act = request.system.change_seats
            view = act(by, BookingId(booking_id), change, key, data.reason)
            return paid_or_held(request, view)

        return once(request, idempotency_key, data, work)
