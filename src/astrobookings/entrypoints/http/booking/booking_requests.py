"""Requests taken while bookings are interrupted (story 5.5)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar import Controller, get
from litestar.openapi import ResponseSpec
from litestar.params import FromPath

from astrobookings.domain.booking.errors import Contended, GatewaySilent
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import BookingRequestId
from astrobookings.domain.sync.booking_request import BookingRequest
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.answers import BookingAnswer
from astrobookings.entrypoints.http.booking.request_answers import (
    BookingRequestAnswer,
    booking_request,
)
from astrobookings.entrypoints.http.etags import tag
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import IfNoneMatch
from astrobookings.entrypoints.http.replies import PRIVATE, Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["HELD_OR_TAKEN", "TAKEN", "BookingRequestsController", "take_instead"]

TAKEN = ResponseSpec(
    BookingRequestAnswer,
    generate_examples=False,
    description="Bookings are interrupted; the request was taken and is settled later.",
)
HELD_OR_TAKEN = ResponseSpec(
    BookingAnswer | BookingRequestAnswer,
    generate_examples=False,
    description="Held, and the payment is pending or waits for the payer; or, while bookings are "
    "interrupted, the request was taken and is settled later.",
)


def take_instead(away: Unavailable, take: Callable[[], BookingRequest]) -> Reply[Any]:
    """202, and where to look what became of the request that *take* takes.

    Raises:
        Unavailable: *away*, if something else than OperationsDB is; or the request cannot be taken.
    """
    if isinstance(away, Contended | GatewaySilent):
        raise away
    taken = take()
    location = {"location": f"/api/v1/booking/booking-requests/{taken.id}"}
    return Reply(
        booking_request(taken),
        status=202,
        etag=tag(taken.version),
        headers={**PRIVATE, **location},
    )


class BookingRequestsController(Controller):
    """What became of a request; it is told by mail, too."""

    path = "/booking-requests/{request_id:uuid}"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="view_booking_request",
        summary="Look at a booking request",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, request_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[BookingRequestAnswer]:
        """Waiting, settled or refused; a settled one names its booking."""
        seen = request.system.view_booking_request(request.by, BookingRequestId(request_id))
        return tagged(booking_request(seen), tag(seen.version), if_none_match)
