"""The report of a launch's bookings as a table."""

from astrobookings.application.agencies.report_bookings import BookingsReport, unnamed
from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.application.ports.tables import Row, Table
from astrobookings.domain.booking.passengers import Passenger

__all__ = ["bookings_table"]

_COLUMNS = (
    "Booking",
    "Status",
    "Booked",
    "First name",
    "Last name",
    "E-mail",
    "Phone",
    "Address",
    "Country",
    "Tax id",
    "Seats",
    "Seat numbers",
    "Passengers",
    "Not named",
    "Revenue (USD)",
)
_UNKNOWN: Row = (None,) * 7


def _person(passenger: Passenger | None) -> str:
    if passenger is None:
        return "not named"
    return f"{passenger.first_name} {passenger.last_name} ({passenger.birth_date})"


def _traveler(line: LaunchBooking) -> Row:
    who = line.traveler
    if who is None:
        return _UNKNOWN
    contact = who.first_name, who.last_name, who.email, who.phone
    return *contact, who.address, who.country, who.tax_id


def _row(line: LaunchBooking) -> Row:
    booking = line.booking
    return (
        booking.reference,
        booking.status.value,
        booking.created_at,
        *_traveler(line),
        len(booking.seats),
        ", ".join(str(number) for number in booking.seat_numbers),
        "; ".join(_person(one) for one in booking.passengers),
        unnamed(booking),
        line.revenue,
    )


def bookings_table(report: BookingsReport) -> Table:
    """A row for each booking; seats and names missing are totalled over those that flew."""
    return Table(
        name=f"bookings-{report.launch.slug}",
        title=f"Bookings of {report.launch.slug}",
        as_of=report.as_of,
        columns=_COLUMNS,
        rows=tuple(map(_row, report.lines)),
        totals=(
            "Flown",
            *_UNKNOWN,
            *(None,) * 2,
            report.seats,
            None,
            None,
            report.unnamed,
            report.revenue,
        ),
    )
