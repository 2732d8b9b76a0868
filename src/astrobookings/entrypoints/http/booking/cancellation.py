"""Cancelling, and answering delays (stories 1.5, 2.4, 2.5, 2.8)."""

from uuid import UUID

from litestar import Controller, post
from litestar.params import FromPath, JSONBody

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import BookingId, DelayId, QuoteId
from astrobookings.domain.sync.booking_request import BookingRequest
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.answers import (
    BookingAnswer,
    QuoteAnswer,
    booking,
    quote,
)
from astrobookings.entrypoints.http.booking.bodies import CancellationBody, DelayResponse
from astrobookings.entrypoints.http.booking.booking_requests import TAKEN, take_instead
from astrobookings.entrypoints.http.booking.change_bodies import QuotedSeats
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.idempotency import keyed
from astrobookings.entrypoints.http.openapi import BEARER, OptionalBody, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["CancellationController"]


def _answer(view: BookingView) -> Reply[BookingAnswer]:
    return Reply(booking(view), etag=tag(view.booking.version))


def _seats(data: QuotedSeats | None) -> tuple[int, ...]:
    return () if data is None else data.numbers()


class CancellationController(Controller):
    """A quote first; its id, or the delay's, replays the first answer."""

    path = "/bookings/{booking_id:uuid}"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        "/cancellation-quotes",
        operation_id="quote_cancellation",
        summary="Ask what cancelling gives back",
        operation_class=OptionalBody,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def quote(
        self,
        request: ApiRequest,
        booking_id: FromPath[UUID],
        data: JSONBody[QuotedSeats] = None,  # type: ignore[assignment]  # may be left out
    ) -> Reply[QuoteAnswer]:
        """The refund with the reason for its share; good for 15 minutes.

        With `seats`, what dropping these alone gives back.
        """
        key, seats = BookingId(booking_id), _seats(data)
        made = request.system.quote_cancellation(request.by, key, seats)
        return Reply(quote(made))

    @post(
        "/cancellation",
        operation_id="cancel_booking",
        summary="Cancel a booking",
        status_code=200,
        sync_to_thread=True,
        responses={202: TAKEN, **problems_of(403, 404, 409, 422)},
    )
    def cancel(
        self, request: ApiRequest, booking_id: FromPath[UUID], data: JSONBody[CancellationBody]
    ) -> Reply[BookingAnswer]:
        """By a quote; customer service may give back another share.

        While bookings are interrupted, the request is taken and settled later.
        """
        override = None if data.override is None else data.override.override()
        key, quote_id = BookingId(booking_id), QuoteId(data.quote_id)
        by = request.by

        def take() -> BookingRequest:
            asked = keyed(request, by, str(quote_id), data)
            return request.system.request_cancellation(by, key, quote_id, override, asked)

        try:
            return _answer(request.system.cancel_booking(by, key, quote_id, override))
        except Unavailable as away:
            return take_instead(away, take)

    @post(
        "/delay-response",
        operation_id="answer_delay",
        summary="Answer a delay",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def answer_delay(
        self, request: ApiRequest, booking_id: FromPath[UUID], data: JSONBody[DelayResponse]
    ) -> Reply[BookingAnswer]:
        """Fly at the later date, or cancel with everything back; silence accepts."""
        key, delay_id = BookingId(booking_id), DelayId(data.delay_id)
        answered = request.system.answer_delay(request.by, key, delay_id, accept=data.accept)
        return _answer(answered)
