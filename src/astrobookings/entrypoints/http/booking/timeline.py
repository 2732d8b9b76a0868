"""Everything that happened around one booking, for customer service and IT."""

from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from astrobookings.domain.kernel.ids import BookingId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.timeline_answers import TimelineAnswer, timeline
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Reply
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["TimelineController"]


class TimelineController(Controller):
    """Requests, changes, charges, refunds, events and mails under their request ids."""

    path = "/bookings/{booking_id:uuid}/timeline"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        operation_id="view_timeline",
        summary="Look at what happened around a booking",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(self, request: ApiRequest, booking_id: FromPath[UUID]) -> Reply[TimelineAnswer]:
        """Oldest first; the same request id binds a request to all that followed from it."""
        return Reply(timeline(request.system.view_timeline(request.by, BookingId(booking_id))))
