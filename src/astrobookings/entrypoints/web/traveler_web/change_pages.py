"""The pages on which seats of a booking are changed (story 2.8)."""

from typing import Any

from litestar import Response

from astrobookings.application.ports.seat_ledger import SeatMap
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.errors import CancelInstead, SeatsTaken
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import go, page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.traveler_web.methods import with_method
from astrobookings.entrypoints.web.traveler_web.seating import allowance_of, free_near
from astrobookings.entrypoints.web.traveler_web.trips import Trip

__all__ = ["show_changes"]


def _free(seats: SeatMap) -> list[int]:
    return [number for number in range(1, seats.seats_total + 1) if number not in seats.taken]


def show_changes(
    request: WebRequest,
    trip: Trip,
    what: str,
    form: Form | None = None,
    chosen: tuple[int, ...] = (),
    error: AstroBookingsError | None = None,
) -> Response[Any]:
    """The page of *what*, with the launch as it is now."""
    if not trip.may("change_seats"):
        return go(request, trip.address, "The seats cannot be changed now.", tone="warn")
    by, launch_id = request.caller, trip.card.launch.id
    seats = request.system.view_seat_map(by, launch_id)
    lost = error.seats if isinstance(error, SeatsTaken) else ()
    kept = tuple(number for number in chosen if number not in lost)
    shown, methods = with_method(request, form or Form())
    return page(
        request,
        f"traveler/change_{what}.html",
        form=shown,
        trip=trip,
        seats=seats,
        others=[(str(number), f"seat {number}") for number in _free(seats)],
        chosen=kept,
        instead=tuple(sorted((*kept, *free_near(lost, seats, kept)))) if lost else (),
        allowance=allowance_of(request.system, by, launch_id),
        methods=methods,
        paid=trip.view.status is BookingStatus.CONFIRMED,
        cancel_instead=isinstance(error, CancelInstead),
    )
