"""Everything a traveler ever booked (story 2.6)."""

from typing import Any

from litestar import Controller, Response, get

from astrobookings.application.booking.list_bookings import BookingPeriod, BookingQuery
from astrobookings.application.booking.views import BookingView
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import Fault, Invalid
from astrobookings.domain.kernel.pages import Page
from astrobookings.entrypoints.http.shapes import moment
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.trips import trips_of

__all__ = ["HistoryController"]

_FIELDS = ("when", "status", "from_date", "to_date")
_PERIODS = (
    (BookingPeriod.ALL.value, "All bookings"),
    (BookingPeriod.UPCOMING.value, "Upcoming flights"),
    (BookingPeriod.PAST.value, "Past flights"),
    (BookingPeriod.CANCELLED.value, "Cancelled and lapsed"),
)
_STATUSES = (
    ("", "Any status"),
    (BookingStatus.HELD.value, "Held, not paid yet"),
    (BookingStatus.CONFIRMED.value, "Confirmed"),
    (BookingStatus.COMPLETED.value, "Flown"),
    (BookingStatus.EXPIRED.value, "Hold ran out"),
    (BookingStatus.CANCELLED.value, "Cancelled"),
)


class HistoryController(Controller):
    """Past, upcoming and cancelled bookings."""

    path = "/traveler/bookings"

    @get(sync_to_thread=True)
    def bookings(self, request: WebRequest) -> Response[Any]:
        """Newest first, filtered by what is in the address."""
        by = request.member(Standing.TRAVELER)
        form, found = Form({name: request.asked.value(name) for name in _FIELDS}), None
        try:
            found = request.system.list_bookings(by, _query(form), request.listed())
        except Invalid as error:
            form = form.refused(error)
        return page(
            request,
            "traveler/bookings.html",
            form=form,
            trips=trips_of(request, _items(found)),
            periods=_PERIODS,
            statuses=_STATUSES,
            as_of=found.as_of if found else None,
            pages=pages(request, found),
        )


def _items(found: Page[BookingView] | None) -> tuple[BookingView, ...]:
    return found.items if found is not None else ()


def _query(form: Form) -> BookingQuery:
    """Raises: Invalid: what is in the address is none of the choices, or no day."""
    return BookingQuery(
        when=_chosen(form, "when", BookingPeriod) or BookingPeriod.ALL,
        status=_chosen(form, "status", BookingStatus),
        launch_from=moment(form.value("from_date") or None, "/from_date"),
        launch_to=moment(form.value("to_date") or None, "/to_date", end_of_day=True),
    )


def _chosen(form: Form, name: str, choices: Any) -> Any:
    """The one of *choices* that was chosen; None if none was."""
    if not form.value(name):
        return None
    try:
        return choices(form.value(name))
    except ValueError:
        raise Invalid((Fault(f"/{name}", "choose one of the list", "unknown"),)) from None
