"""Customer service finds travelers, and books in their name (stories 2.7, 2.8)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.params import FromPath

from astrobookings.application.booking.book_seats import OnBehalfOf, SeatRequest
from astrobookings.application.booking.list_bookings import BookingQuery
from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports.launch_board import BoardFilter, BoardSort, LaunchCard
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import (
    AstroBookingsError,
    Invalid,
    NotFound,
)
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.customers.bookings import booking_rows
from astrobookings.entrypoints.web.system_web.customers.keys import fresh_key, keyed_form
from astrobookings.entrypoints.web.system_web.customers.people import People, full_name
from astrobookings.entrypoints.web.system_web.customers.seats import numbers_of, wanted_seats
from astrobookings.entrypoints.web.system_web.desk import (
    DESTINATIONS,
    chosen,
    day_of,
    employee,
)

__all__ = ["TravelersController"]

_FIELDS = {"/seats": "count", "/on_behalf_of/reason": "reason"}


class TravelersController(Controller):
    """A person, what the person booked, and more seats."""

    path = "/system/travelers"

    @get(sync_to_thread=True)
    def find(self, request: WebRequest) -> Response[str]:
        """By the beginning of a name or e-mail address."""
        by, form = employee(request, Action.BOOK_ON_BEHALF), request.asked
        found = request.system.find_travelers(by, request.listed(), text=form.value("text"))
        return page(
            request,
            "system/customers/travelers.html",
            form=form,
            travelers=found.items,
            pages=pages(request, found),
        )

    @get("/{traveler_id:uuid}", sync_to_thread=True)
    def view(self, request: WebRequest, traveler_id: FromPath[UUID]) -> Response[str]:
        """Who it is, and every booking, the newest first."""
        by, traveler = _known(request, traveler_id)
        query = BookingQuery(traveler_id=traveler.id)
        found = request.system.list_bookings(by, query, request.listed())
        return page(
            request,
            "system/customers/traveler.html",
            traveler=traveler,
            name=full_name(traveler),
            rows=booking_rows(found, People(request.system, by)),
            pages=pages(request, found),
        )

    @get("/{traveler_id:uuid}/book", sync_to_thread=True)
    def choose(self, request: WebRequest, traveler_id: FromPath[UUID]) -> Response[str]:
        """The launches on sale, one of which the traveler wants."""
        by, traveler = _known(request, traveler_id)
        form, found = request.asked, Page[LaunchCard](())
        try:
            filter_ = _filter(form)
            found = request.system.search_launches(by, filter_, BoardSort.DATE, request.listed())
        except Invalid as error:
            form = form.refused(error)
        return page(
            request,
            "system/customers/choose_launch.html",
            form=form,
            traveler=traveler,
            name=full_name(traveler),
            cards=found.items,
            destinations=DESTINATIONS,
            pages=pages(request, found),
        )

    @get("/{traveler_id:uuid}/book/{slug:str}", sync_to_thread=True)
    def seats(
        self, request: WebRequest, traveler_id: FromPath[UUID], slug: FromPath[str]
    ) -> Response[str]:
        """How many seats, or which."""
        by, traveler = _known(request, traveler_id)
        return _book(request, by, traveler, slug, Form({"key": fresh_key()}))

    @post("/{traveler_id:uuid}/book/{slug:str}", status_code=200, sync_to_thread=True)
    def book(
        self, request: WebRequest, traveler_id: FromPath[UUID], slug: FromPath[str]
    ) -> Response[Any]:
        """Held in the traveler's name, within the traveler's limits."""
        by, traveler = _known(request, traveler_id)
        try:
            held = _held(request, by, traveler, slug)
        except AstroBookingsError as error:
            form = request.sent.refused(
                error, {"/seats": "count", "/on_behalf_of/reason": "reason"}
            )
            return _book(request, by, traveler, slug, form)
        told = f"{held.booking.reference} is held for {full_name(traveler)}, who can pay it now."
        return go(request, f"/system/bookings/{held.booking.id}", told)


def _known(request: WebRequest, traveler_id: UUID) -> tuple[Principal, BillingCopy]:
    """Raises: NotFound: bookings know of no such traveler."""
    by = employee(request, Action.BOOK_ON_BEHALF)
    traveler = request.system.parts.travelers.find(UserId(traveler_id))
    if traveler is None:
        raise NotFound("traveler", str(traveler_id))
    return by, traveler


def _filter(form: Form) -> BoardFilter:
    """Raises: Invalid: something that is no day, or no number of seats."""
    seats = form.whole("seats") if form.value("seats") else None
    return BoardFilter(
        destination=chosen(form, "destination", Destination),
        from_date=day_of(form, "from_date"),
        to_date=day_of(form, "to_date", last=True),
        seats=seats,
        text=form.value("text"),
    )


def _held(request: WebRequest, by: Principal, traveler: BillingCopy, slug: str) -> BookingView:
    """The booking; at the price that the page showed, or not at all.

    Raises:
        Invalid: no seats, or no reason.
        As `BookSeats`.
    """
    form, wanted = request.sent, wanted_seats(request)
    asked = SeatRequest(
        launch_id=request.system.view_launch(by, slug).launch.id,
        seats=wanted.chosen or wanted.count,
        expected_total=form.money("price") * wanted.count,
        on_behalf_of=OnBehalfOf(traveler.id, form.value("reason")),
    )
    key = keyed_form(request, by, numbers_of(request, "seat"))
    return request.system.book_seats(by, asked, key)


def _book(
    request: WebRequest, by: Principal, traveler: BillingCopy, slug: str, form: Form
) -> Response[str]:
    card = request.system.view_launch(by, slug)
    return page(
        request,
        "system/customers/book.html",
        form=form,
        traveler=traveler,
        name=full_name(traveler),
        card=card,
        seats=request.system.view_seat_map(by, card.launch.id),
        chosen=numbers_of(request, "seat"),
        policies=request.system.policies,
    )
