"""What agencies are told of seats sold, and of who booked."""

from datetime import datetime
from uuid import UUID

import msgspec

from astrobookings.application.agencies.report_bookings import BookingsReport, unnamed
from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.application.ports.occupancies import LaunchOccupancy
from astrobookings.domain.agencies.destinations import Destination
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import Booking, BookingStatus, CancelledBy, status_at
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.entrypoints.http.booking.answers import PassengerAnswer
from astrobookings.entrypoints.http.launch_shapes import (
    AgencyRef,
    RocketRef,
    SpaceportRef,
    agency_ref,
    rocket_ref,
    spaceport_ref,
)
from astrobookings.entrypoints.http.shapes import MoneyShape, money_shape

__all__ = [
    "BookedTravelerAnswer",
    "BookingsReportAnswer",
    "LaunchBookingAnswer",
    "LaunchBookingsAnswer",
    "OccupanciesAnswer",
    "OccupancyAnswer",
    "ReportedBookingAnswer",
    "ReportedTotalsAnswer",
    "ReportedTravelerAnswer",
    "bookings_report",
    "launch_booking",
    "occupancy",
]


class OccupancyAnswer(msgspec.Struct, kw_only=True):
    """How full a launch is; seats are sold once their booking is confirmed."""

    launch_id: UUID
    slug: str
    destination: Destination
    launch_at: datetime
    status: LaunchStatus
    suspended: bool
    agency: AgencyRef
    rocket: RocketRef
    spaceport: SpaceportRef
    seats_total: int
    seats_sold: int
    seats_held: int
    """Waiting to be paid for."""
    seats_left: int
    rate: str
    """The share of seats sold, 0 to 1, to four places."""
    minimum_occupancy: str
    """The share from which the launch is viable."""
    minimum_seats: int
    """The same in seats."""
    missing_seats: int
    """So many more have to be sold for it to be viable."""
    viable: bool


class OccupanciesAnswer(msgspec.Struct):
    """Some launches, and the cursor of those that follow."""

    items: list[OccupancyAnswer]
    next: str | None


class BookedTravelerAnswer(msgspec.Struct):
    """Who booked; null names have not arrived yet."""

    id: UUID
    first_name: str | None
    last_name: str | None


class LaunchBookingAnswer(msgspec.Struct, kw_only=True):
    """A booking as the agency of its launch sees it."""

    id: UUID
    reference: str
    status: BookingStatus
    traveler: BookedTravelerAnswer
    seats: list[int]
    total_price: MoneyShape
    revenue: MoneyShape
    """Charges less refunds owed."""
    passengers: list[PassengerAnswer | None]
    """One for each seat, in the order of `seats`; null while not named."""
    passengers_missing: int
    cancelled_by: CancelledBy | None
    confirmed_at: datetime | None
    ended_at: datetime | None
    created_at: datetime
    updated_at: datetime
    version: int


class LaunchBookingsAnswer(msgspec.Struct):
    """Some bookings, newest first, and the cursor of those that follow."""

    items: list[LaunchBookingAnswer]
    next: str | None


class ReportedTravelerAnswer(msgspec.Struct, kw_only=True):
    """Who booked, with contact and tax data."""

    id: UUID
    first_name: str
    last_name: str
    email: str
    phone: str
    address: str
    country: str
    tax_id: str


class ReportedBookingAnswer(msgspec.Struct, kw_only=True):
    """A booking that flew, or that was cancelled and left something."""

    booking_id: UUID
    reference: str
    status: BookingStatus
    booked_at: datetime
    traveler: ReportedTravelerAnswer | None
    """Null while the billing data have not arrived."""
    seats: list[int]
    passengers: list[PassengerAnswer | None]
    """One for each seat, in the order of `seats`; null if never named."""
    passengers_missing: int
    revenue: MoneyShape
    """Charges less refunds owed."""


class ReportedTotalsAnswer(msgspec.Struct, kw_only=True):
    """Bookings, seats and names missing of those that flew; the revenue of all lines."""

    bookings: int
    seats: int
    passengers_missing: int
    revenue: MoneyShape


class BookingsReportAnswer(msgspec.Struct, kw_only=True):
    """The bookings of a successful launch, oldest first."""

    launch_id: UUID
    slug: str
    destination: Destination
    launch_at: datetime
    agency_id: UUID
    as_of: datetime
    total: ReportedTotalsAnswer
    lines: list[ReportedBookingAnswer]


def occupancy(seen: LaunchOccupancy) -> OccupancyAnswer:
    launch, figures = seen.card.launch, seen.occupancy
    return OccupancyAnswer(
        launch_id=launch.id,
        slug=launch.slug,
        destination=launch.destination,
        launch_at=launch.launch_at,
        status=launch.status,
        suspended=launch.suspended,
        agency=agency_ref(seen.card),
        rocket=rocket_ref(seen.card),
        spaceport=spaceport_ref(seen.card),
        seats_total=figures.seats_total,
        seats_sold=figures.sold,
        seats_held=figures.held,
        seats_left=figures.left,
        rate=f"{figures.rate:f}",
        minimum_occupancy=f"{launch.minimum_occupancy:f}",
        minimum_seats=figures.minimum,
        missing_seats=figures.missing,
        viable=figures.viable,
    )


def _passengers(booking: Booking) -> list[PassengerAnswer | None]:
    return [
        None if one is None else PassengerAnswer(one.first_name, one.last_name, one.birth_date)
        for one in booking.passengers
    ]


def _booked_traveler(seen: LaunchBooking) -> BookedTravelerAnswer:
    key, who = seen.booking.traveler_id, seen.traveler
    if who is None:
        return BookedTravelerAnswer(key, None, None)
    return BookedTravelerAnswer(key, who.first_name, who.last_name)


def launch_booking(seen: LaunchBooking, now: datetime) -> LaunchBookingAnswer:
    """The booking as of *now*."""
    booking = seen.booking
    return LaunchBookingAnswer(
        id=booking.id,
        reference=booking.reference,
        status=status_at(booking, now),
        traveler=_booked_traveler(seen),
        seats=list(booking.seat_numbers),
        total_price=money_shape(booking.total_price),
        revenue=money_shape(seen.revenue),
        passengers=_passengers(booking),
        passengers_missing=unnamed(booking),
        cancelled_by=booking.cancelled_by,
        confirmed_at=booking.confirmed_at,
        ended_at=booking.ended_at,
        created_at=booking.created_at,
        updated_at=booking.updated_at,
        version=booking.version,
    )


def _traveler(who: BillingCopy) -> ReportedTravelerAnswer:
    names = ReportedTravelerAnswer.__struct_fields__
    return ReportedTravelerAnswer(**{name: getattr(who, name) for name in names})


def _reported(seen: LaunchBooking) -> ReportedBookingAnswer:
    booking = seen.booking
    return ReportedBookingAnswer(
        booking_id=booking.id,
        reference=booking.reference,
        status=booking.status,
        booked_at=booking.created_at,
        traveler=None if seen.traveler is None else _traveler(seen.traveler),
        seats=list(booking.seat_numbers),
        passengers=_passengers(booking),
        passengers_missing=unnamed(booking),
        revenue=money_shape(seen.revenue),
    )


def bookings_report(report: BookingsReport) -> BookingsReportAnswer:
    launch = report.launch
    return BookingsReportAnswer(
        launch_id=launch.id,
        slug=launch.slug,
        destination=launch.destination,
        launch_at=launch.launch_at,
        agency_id=launch.agency_id,
        as_of=report.as_of,
        total=ReportedTotalsAnswer(
            bookings=len(report.flown),
            seats=report.seats,
            passengers_missing=report.unnamed,
            revenue=money_shape(report.revenue),
        ),
        lines=[_reported(line) for line in report.lines],
    )
