"""Employees find bookings, and see everything about one (stories 2.7, 2.11)."""

from uuid import UUID

from attrs import frozen
from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.application.booking.list_bookings import BookingQuery
from astrobookings.application.booking.views import BookingView
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Fault, Invalid, NotFound
from astrobookings.domain.kernel.ids import BookingId, LaunchId, ReceiptId, UserId
from astrobookings.domain.kernel.pages import Page
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.customers.people import People, full_name
from astrobookings.entrypoints.web.system_web.customers.telling import Step, steps_of
from astrobookings.entrypoints.web.system_web.desk import (
    chosen,
    day_of,
    employee,
    options,
)

__all__ = ["BookingRow", "BookingsController", "booking_rows"]

_STATUSES = options(BookingStatus)


@frozen
class BookingRow:
    """A booking in a list, with the names of its launch and traveler."""

    view: BookingView
    card: LaunchCard
    traveler: BillingCopy | None
    name: str


def booking_rows(found: Page[BookingView], people: People) -> tuple[BookingRow, ...]:
    """*found* with names."""
    return tuple(_row(view, people) for view in found.items)


def _row(view: BookingView, people: People) -> BookingRow:
    traveler = people.traveler(view.booking.traveler_id)
    card = people.card(view.booking.launch_id)
    return BookingRow(view, card, traveler, full_name(traveler))


class BookingsController(Controller):
    """Customer service acts on what it finds; finance and operations look."""

    path = "/system/bookings"

    @get(sync_to_thread=True)
    def search(self, request: WebRequest) -> Response[str]:
        """Newest first, by whom, what launch, when and in what state."""
        by, form = employee(request, Action.VIEW_BOOKINGS), request.asked
        people = People(request.system, by)
        found: Page[BookingView] = Page(())
        try:
            query = _query(request, by, form)
            found = request.system.list_bookings(by, query, request.listed())
        except Invalid as error:
            form = form.refused(error)
        return page(
            request,
            "system/customers/bookings.html",
            form=form,
            rows=booking_rows(found, people),
            as_of=found.as_of,
            of_traveler=_named(form, people),
            statuses=_STATUSES,
            pages=pages(request, found),
        )

    @get("/{booking_id:uuid}", sync_to_thread=True)
    def view(self, request: WebRequest, booking_id: FromPath[UUID]) -> Response[str]:
        """Facts, passengers, payments, receipts, what happened, and what may be done now."""
        by = employee(request, Action.VIEW_BOOKINGS)
        view = request.system.view_booking(by, BookingId(booking_id))
        people, key = People(request.system, by), view.booking.id
        return page(
            request,
            "system/customers/booking.html",
            row=_row(view, people),
            acted=_acted(view, people),
            receipts=request.system.list_receipts(by, key) if view.as_of is None else (),
            steps=_steps(request, by, view, people),
        )

    @get("/{booking_id:uuid}/receipts/{receipt_id:uuid}", sync_to_thread=True)
    def receipt(
        self, request: WebRequest, booking_id: FromPath[UUID], receipt_id: FromPath[UUID]
    ) -> Raw[bytes]:
        """A receipt as PDF (story 2.11)."""
        by = employee(request, Action.VIEW_BOOKINGS)
        printed = request.system.print_receipt(by, BookingId(booking_id), ReceiptId(receipt_id))
        return paper(printed)


def _query(request: WebRequest, by: Principal, form: Form) -> BookingQuery:
    """What the form asks for.

    Raises:
        Invalid: a launch that there is not, or something that is no day.
    """
    return BookingQuery(
        traveler_id=UserId(form.uuid("traveler")) if form.value("traveler") else None,
        launch_id=_launch(request, by, form.value("launch")),
        reference=form.value("reference") or None,
        status=chosen(form, "status", BookingStatus),
        launch_from=day_of(form, "launch_from"),
        launch_to=day_of(form, "launch_to", last=True),
        booked_from=day_of(form, "booked_from"),
        booked_to=day_of(form, "booked_to", last=True),
        text=form.value("text"),
    )


def _launch(request: WebRequest, by: Principal, typed: str) -> LaunchId | None:
    """The launch with this name; whoever pastes its whole address means its last part."""
    name = typed.rstrip("/").rpartition("/")[2]
    if not name:
        return None
    try:
        return request.system.view_launch(by, name.lower()).launch.id
    except NotFound:
        raise Invalid((Fault("/launch", "no launch has this name", "unknown"),)) from None


def _named(form: Form, people: People) -> str:
    """Whose bookings alone are wanted, if the address names somebody."""
    try:
        return full_name(people.traveler(UserId(form.uuid("traveler"))))
    except Invalid:
        return ""


def _acted(view: BookingView, people: People) -> str:
    """Who acted for the traveler last."""
    acting = view.booking.on_behalf
    return people.name(acting.employee_id) if acting is not None else ""


def _steps(
    request: WebRequest, by: Principal, view: BookingView, people: People
) -> tuple[Step, ...] | None:
    """What happened, the latest first; None for those who are not told (story 2.8)."""
    viewer = request.viewer
    if viewer is None or not viewer.may(Action.VIEW_TIMELINES) or view.as_of is not None:
        return None
    timeline = request.system.view_timeline(by, view.booking.id)
    return steps_of(timeline, people, view.booking.traveler_id)[::-1]
