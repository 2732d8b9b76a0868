"""A boarding pass on one page, with a code to scan at the gate."""

from astrobookings.adapters.documents.sheet import Sheet
from astrobookings.adapters.documents.wording import destination_name, local_time, seat_list
from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.booking.booking import Booking

__all__ = ["boarding_sheet"]

_NOTE = (
    "Bring a document with your photo. The agency tells when to be at the spaceport; the date may "
    "still change, and we tell you at once if it does."
)


def boarding_sheet(booking: Booking, card: LaunchCard) -> bytes:
    """The pass of all seats of *booking* as PDF; the same booking gives the same bytes."""
    launch = card.launch
    made_at = max(booking.updated_at, launch.updated_at)
    sheet = Sheet(f"Boarding pass {booking.reference}", made_at=made_at)
    sheet.head(
        f"To {destination_name(launch.destination)}",
        f"Boarding pass {booking.reference}",
        f"{card.rocket_name} {card.rocket_model} of {card.agency_name}",
    )
    sheet.table(
        [
            ("Lift-off", local_time(launch.launch_at, card.time_zone)),
            ("Spaceport", f"{card.spaceport_name}, {card.spaceport_location}"),
            *((f"Seat {number}", name or "not named yet") for number, name in booking.boarding),
        ],
        ("Seats", seat_list(booking.seat_numbers)),
    )
    sheet.code(booking.boarding_code)
    sheet.note(_NOTE)
    return sheet.content()
