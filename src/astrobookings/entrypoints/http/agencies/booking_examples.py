"""One example for each described shape of occupancy and of bookings seen by agencies."""

from datetime import UTC, date, datetime
from uuid import UUID

import msgspec

from astrobookings.domain.agencies.agency import Reliability
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.entrypoints.http.agencies import booking_answers as answers
from astrobookings.entrypoints.http.booking.answers import PassengerAnswer
from astrobookings.entrypoints.http.launch_shapes import AgencyRef, RocketRef, SpaceportRef
from astrobookings.entrypoints.http.shapes import MoneyShape

__all__ = ["BOOKING_EXAMPLES"]


def _id(number: int) -> UUID:
    return UUID(f"0197c3a0-0000-7000-8000-{number:012d}")


_MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_LAUNCHED = datetime(2027, 6, 1, 14, tzinfo=UTC)
_SLUG = "falcon-kourou-moon-2027-06-01"
_PAID = MoneyShape("2500000.00")
_PASSENGER = PassengerAnswer("Ada", "Moreno", date(1990, 4, 12))
_OCCUPANCY = answers.OccupancyAnswer(
    launch_id=_id(5),
    slug=_SLUG,
    destination=Destination.MOON,
    launch_at=_LAUNCHED,
    status=LaunchStatus.SCHEDULED,
    suspended=False,
    agency=AgencyRef(id=_id(2), name="Orbita", reliability=Reliability.NEW),
    rocket=RocketRef(id=_id(3), name="Falcon", model="IX"),
    spaceport=SpaceportRef(
        id=_id(4), name="Kourou", location="French Guiana", time_zone="America/Cayenne"
    ),
    seats_total=12,
    seats_sold=4,
    seats_held=1,
    seats_left=7,
    rate="0.3333",
    minimum_occupancy="0.5",
    minimum_seats=6,
    missing_seats=2,
    viable=False,
)
_BOOKING = answers.LaunchBookingAnswer(
    id=_id(6),
    reference="AB-7K2M9Q",
    status=BookingStatus.CONFIRMED,
    traveler=answers.BookedTravelerAnswer(_id(1), "Ada", "Moreno"),
    seats=[3, 4],
    total_price=_PAID,
    revenue=_PAID,
    passengers=[_PASSENGER, None],
    passengers_missing=1,
    cancelled_by=None,
    confirmed_at=_MADE,
    ended_at=None,
    created_at=_MADE,
    updated_at=_MADE,
    version=3,
)
_TRAVELER = answers.ReportedTravelerAnswer(
    id=_id(1),
    first_name="Ada",
    last_name="Moreno",
    email="ada@example.org",
    phone="+34600123456",
    address="Calle Mayor 1, Madrid",
    country="ES",
    tax_id="12345678Z",
)
_LINE = answers.ReportedBookingAnswer(
    booking_id=_id(6),
    reference="AB-7K2M9Q",
    status=BookingStatus.COMPLETED,
    booked_at=_MADE,
    traveler=_TRAVELER,
    seats=[3, 4],
    passengers=[_PASSENGER, None],
    passengers_missing=1,
    revenue=_PAID,
)
_TOTAL = answers.ReportedTotalsAnswer(bookings=1, seats=2, passengers_missing=1, revenue=_PAID)

BOOKING_EXAMPLES: tuple[msgspec.Struct, ...] = (
    _OCCUPANCY,
    answers.OccupanciesAnswer([_OCCUPANCY], None),
    _BOOKING.traveler,
    _BOOKING,
    answers.LaunchBookingsAnswer([_BOOKING], None),
    _TRAVELER,
    _LINE,
    _TOTAL,
    answers.BookingsReportAnswer(
        launch_id=_id(5),
        slug=_SLUG,
        destination=Destination.MOON,
        launch_at=_LAUNCHED,
        agency_id=_id(2),
        as_of=datetime(2027, 6, 3, 8, tzinfo=UTC),
        total=_TOTAL,
        lines=[_LINE],
    ),
)
