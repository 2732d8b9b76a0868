"""Booking seats and looking after bookings (stories 2.3, 2.4, 2.6, 2.7)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get, patch, post
from litestar.openapi import ResponseSpec
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import UNSET

from astrobookings.application.booking.list_bookings import BookingPeriod, BookingQuery
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import SoldOut
from astrobookings.domain.booking.idempotency import KeyedRequest
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import BookingId, LaunchId, UserId
from astrobookings.domain.kernel.pages import DEFAULT_LIMIT
from astrobookings.domain.sync.booking_request import BookingRequest
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.booking.answers import BookingAnswer, BookingsAnswer, booking
from astrobookings.entrypoints.http.booking.bodies import NewBooking, PassengerNames
from astrobookings.entrypoints.http.booking.booking_requests import HELD_OR_TAKEN, take_instead
from astrobookings.entrypoints.http.booking.outcomes import paid_or_held
from astrobookings.entrypoints.http.booking.readiness import once_known
from astrobookings.entrypoints.http.booking.sold_out import with_ways_out
from astrobookings.entrypoints.http.booking.travelers import WhomText
from astrobookings.entrypoints.http.etags import tag, version_of
from astrobookings.entrypoints.http.idempotency import keyed, once, require_key
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.parameters import After, IfMatch, IfNoneMatch, Key, Limit
from astrobookings.entrypoints.http.replies import Reply, tagged
from astrobookings.entrypoints.http.requests import ApiRequest
from astrobookings.entrypoints.http.shapes import moment

__all__ = ["BookingsController"]

When = Annotated[
    BookingPeriod, QueryParameter(name="when", description="Which part of the history.")
]
OfLaunch = Annotated[
    UUID | None, QueryParameter(name="launch_id", description="Only of this launch.")
]
OfTraveler = Annotated[
    UUID | None, QueryParameter(name="traveler_id", description="For employees: only of this one.")
]
ByReference = Annotated[
    str | None, QueryParameter(name="reference", max_length=20, description="Such as AB-7K2M9Q.")
]
LaunchFrom = Annotated[
    str | None,
    QueryParameter(
        name="launch_from", max_length=40, description="The launch's day or instant, inclusive."
    ),
]
LaunchTo = Annotated[
    str | None,
    QueryParameter(
        name="launch_to", max_length=40, description="The launch's day or instant, inclusive."
    ),
]
BookedFrom = Annotated[
    str | None,
    QueryParameter(
        name="booked_from", max_length=40, description="The booking's day or instant, inclusive."
    ),
]
BookedTo = Annotated[
    str | None,
    QueryParameter(
        name="booked_to", max_length=40, description="The booking's day or instant, inclusive."
    ),
]
ByStatus = Annotated[BookingStatus | None, QueryParameter(name="status", description="Only these.")]

_PENDING = ResponseSpec(
    BookingAnswer,
    generate_examples=False,
    description="Held; the payment is pending or waits for the payer.",
)


class BookingsController(Controller):
    """Travelers see their own bookings, employees everybody's."""

    path = "/bookings"
    opt = MEMBERS_ONLY
    security = BEARER

    @post(
        operation_id="book_seats",
        summary="Book seats",
        guards=[require_key],
        sync_to_thread=True,
        response_description="Confirmed; or held for payment if no method was sent.",
        responses={202: HELD_OR_TAKEN, **problems_of(402, 403, 404, 409, 422)},
    )
    def book(
        self,
        request: ApiRequest,
        data: JSONBody[NewBooking],
        idempotency_key: Key,
    ) -> Reply[BookingAnswer]:
        """Takes the seats, and pays if a method is sent; a declined payment leaves them held.

        Customer service books for a traveler with `on_behalf_of`.
        While bookings are interrupted, a request with method and expected total is taken instead.
        """
        asked = data.request()

        def work(by: Principal, key: KeyedRequest) -> Reply[BookingAnswer]:
            booked = once_known(request, by, lambda: request.system.book_seats(by, asked, key))
            return paid_or_held(request, booked)

        def take() -> BookingRequest:
            by = request.by
            key = keyed(request, by, idempotency_key, data)
            return request.system.request_seats(by, asked, key)

        try:
            return once(request, idempotency_key, data, work, guarded=True)
        except Unavailable as away:
            return take_instead(away, take)
        except SoldOut as refusal:
            raise with_ways_out(refusal, asked.launch_id) from refusal

    @get(
        operation_id="list_bookings",
        summary="List bookings",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def list_(
        self,
        request: ApiRequest,
        when: When = BookingPeriod.ALL,
        launch_id: OfLaunch = None,
        traveler_id: OfTraveler = None,
        reference: ByReference = None,
        status: ByStatus = None,
        launch_from: LaunchFrom = None,
        launch_to: LaunchTo = None,
        booked_from: BookedFrom = None,
        booked_to: BookedTo = None,
        text: WhomText = "",
        limit: Limit = DEFAULT_LIMIT,
        after: After = None,
    ) -> Reply[BookingsAnswer]:
        """Newest first; travelers see their own, employees look for anybody's."""
        query = BookingQuery(
            when=when,
            launch_id=None if launch_id is None else LaunchId(launch_id),
            traveler_id=None if traveler_id is None else UserId(traveler_id),
            reference=reference,
            status=status,
            launch_from=moment(launch_from, "/launch_from"),
            launch_to=moment(launch_to, "/launch_to", end_of_day=True),
            booked_from=moment(booked_from, "/booked_from"),
            booked_to=moment(booked_to, "/booked_to", end_of_day=True),
            text=text,
        )
        page = request.system.list_bookings(request.by, query, request.page(limit, after))
        items = [booking(view) for view in page.items]
        return Reply(BookingsAnswer(items, request.next_cursor(page), page.as_of or UNSET))

    @get(
        "/{booking_id:uuid}",
        operation_id="view_booking",
        summary="Look at a booking",
        sync_to_thread=True,
        responses=problems_of(403, 404),
    )
    def view(
        self, request: ApiRequest, booking_id: FromPath[UUID], if_none_match: IfNoneMatch = None
    ) -> Reply[BookingAnswer]:
        """A booking with its payment and what can be done now."""
        view = request.system.view_booking(request.by, BookingId(booking_id))
        if view.as_of is not None:
            return Reply(booking(view))
        return tagged(booking(view), _seen_tag(view), if_none_match)

    @patch(
        "/{booking_id:uuid}",
        operation_id="name_passengers",
        summary="Name the passengers",
        sync_to_thread=True,
        responses=problems_of(403, 404, 409, 412, 422),
    )
    def name_passengers(
        self,
        request: ApiRequest,
        booking_id: FromPath[UUID],
        data: JSONBody[PassengerNames],
        if_match: IfMatch = None,
    ) -> Reply[BookingAnswer]:
        """Names may change until the launch, without touching the seats.

        Customer service may do so for the traveler, and says why.
        """
        view = request.system.name_passengers(
            request.by,
            BookingId(booking_id),
            data.people(),
            if_version=version_of(if_match),
            reason=data.reason,
        )
        return Reply(booking(view), etag=_seen_tag(view))


def _seen_tag(view: BookingView) -> str:
    return tag(view.booking.version)
