"""Do the four places that know of a seat agree?"""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from astrobookings.adapters.sql.tables.operations import bookings, launches, seat_counters, seats
from astrobookings.domain.booking.booking import BookingStatus

__all__ = ["DISCREPANCIES"]

_HOLDING = bookings.c.status.in_(
    sorted({BookingStatus.HELD, BookingStatus.CONFIRMED, BookingStatus.COMPLETED})
)
_MARKS = cast(launches.c.taken, String)
_OF_LAUNCH = and_(bookings.c.launch_id == launches.c.id, _HOLDING)


def _rows_of_launch() -> ColumnElement[int]:
    counted = select(func.count()).where(seats.c.launch_id == launches.c.id)
    return counted.correlate(launches).scalar_subquery()


def _strange_row() -> ColumnElement[bool]:
    """A seat row that the launch does not mark, or of a booking that holds no seats."""
    unmarked = func.substr(_MARKS, seats.c.seat_no, 1) != "1"
    joined = select(literal(1)).select_from(
        seats.outerjoin(bookings, and_(bookings.c.id == seats.c.booking_id, _OF_LAUNCH))
    )
    strange = joined.where(
        seats.c.launch_id == launches.c.id, or_(unmarked, bookings.c.id.is_(None))
    )
    return exists(strange.correlate(launches))


def _lacking_booking() -> ColumnElement[bool]:
    """A booking with more or fewer seats than rows."""
    rows = select(func.count()).where(seats.c.booking_id == bookings.c.id)
    rows = rows.where(seats.c.launch_id == launches.c.id)
    lacking = bookings.c.seat_count != rows.correlate(bookings, launches).scalar_subquery()
    return exists(select(literal(1)).where(_OF_LAUNCH, lacking).correlate(launches))


def _wrong_counter() -> ColumnElement[bool]:
    """A traveler's counter that is not the sum of the traveler's bookings."""
    whose = and_(bookings.c.traveler_id == seat_counters.c.traveler_id, _OF_LAUNCH)
    held = bookings.c.status == BookingStatus.HELD.value
    sums = {
        seat_counters.c.seats: select(func.coalesce(func.sum(bookings.c.seat_count), 0)),
        seat_counters.c.open_holds: select(func.count()).where(held),
    }
    wrong = [
        column != summed.where(whose).correlate(launches, seat_counters).scalar_subquery()
        for column, summed in sums.items()
    ]
    found = select(literal(1)).where(seat_counters.c.launch_id == launches.c.id, or_(*wrong))
    return exists(found.correlate(launches))


def _uncounted() -> ColumnElement[bool]:
    """A traveler with bookings and no counter."""
    counter = select(literal(1)).where(
        seat_counters.c.launch_id == bookings.c.launch_id,
        seat_counters.c.traveler_id == bookings.c.traveler_id,
    )
    lonely = select(literal(1)).where(_OF_LAUNCH, ~exists(counter.correlate(bookings)))
    return exists(lonely.correlate(launches))


def _statement() -> Select[Any]:
    ones = func.length(func.replace(_MARKS, "0", ""))
    return (
        select(func.count())
        .select_from(launches)
        .where(
            or_(
                ones != launches.c.sold,
                _rows_of_launch() != launches.c.sold,
                _strange_row(),
                _lacking_booking(),
                _wrong_counter(),
                _uncounted(),
            )
        )
    )


DISCREPANCIES = _statement()
"""Counts the launches on which marks, rows, counters and bookings disagree."""
