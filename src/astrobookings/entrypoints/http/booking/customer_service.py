"""Customer service keeps and confirms bookings for travelers (story 2.8)."""

from uuid import UUID

from litestar import Controller, post
from litestar.params import FromPath, JSONBody

from astrobookings.application.booking.views import BookingView
from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.answers import BookingAnswer, booking
from astrobookings.entrypoints.http.booking.customer_service_bodies import (
    BankTransfer,
    HoldExtension,
)
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["CustomerServiceController"]


def _answer(view: BookingView) -> Reply[BookingAnswer]:
    return Reply(booking(view), etag=tag(view.booking.version))


class CustomerServiceController(Controller):
    """Every act says why, and the booking tells who acted for its traveler."""

    path = "/bookings/{booking_id:uuid}"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        "/hold-extension",
        operation_id="extend_hold",
        summary="Hold seats a while longer",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def extend_hold(
        self, request: ApiRequest, booking_id: FromPath[UUID], data: JSONBody[HoldExtension]
    ) -> Reply[BookingAnswer]:
        """Usually at most 7 days from the booking on, and never past the launch."""
        until = data.until(request.system.clock.now())
        extend = request.system.extend_hold
        return _answer(extend(request.by, BookingId(booking_id), until, data.reason))

    @post(
        "/transfers",
        operation_id="record_transfer",
        summary="Record a bank transfer",
        status_code=200,
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 422),
    )
    def record_transfer(
        self, request: ApiRequest, booking_id: FromPath[UUID], data: JSONBody[BankTransfer]
    ) -> Reply[BookingAnswer]:
        """It pays the whole booking and confirms the hold; the same one again changes nothing.

        What such a booking gives back is transferred by finance, not by the payment gateway.
        """
        record = request.system.record_transfer
        return _answer(record(request.by, BookingId(booking_id), data.seen()))
