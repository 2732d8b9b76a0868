"""Do the books agree after a benchmark? Seats, bookings and events, however they were written."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import NullPool, create_engine, func, select

from astrobookings.adapters.sql.tables.operations import (
    bookings,
    idempotency_keys,
    launches,
    metadata,
    seats,
)
from astrobookings.domain.booking.events import SeatsHeld

__all__ = ["Books", "books"]


@frozen
class Books:
    """What the tables of a store say."""

    sold: int
    marked: int
    """Seats marked as taken on the launches."""
    seats: int
    booked: int
    """Seats of all bookings."""
    announced: int
    """Seats told of by events."""
    bookings: int
    events: int
    keys: int

    def faults(self, *, expected: int) -> Sequence[str]:
        """What is wrong after *expected* bookings."""
        found = []
        if len({self.sold, self.marked, self.seats, self.booked, self.announced}) != 1:
            found.append(f"seats disagree: {self}")
        if {self.bookings, self.events, self.keys} != {expected}:
            found.append(f"{expected} bookings were answered: {self}")
        return found

    def told(self) -> str:
        return (
            f"{self.sold:,} seats sold on launches = {self.marked:,} marked = {self.seats:,} seat "
            f"rows = {self.booked:,} of bookings = {self.announced:,} of events; "
            f"{self.bookings:,} bookings, {self.events:,} events, {self.keys:,} keys"
        )


def books(url: str) -> Books:
    """The books of the operations store at *url*."""
    outbox = metadata.tables["outbox"]
    held = outbox.c.name == SeatsHeld.name
    taken = launches.c.taken
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "postgresql":
        marked: Any = func.bit_count(taken)
    else:
        marked = func.length(func.replace(taken, "0", ""))
    seats_told = outbox.c.payload["count"].as_integer()
    with engine.connect() as connection:

        def one(what: Any, *where: Any) -> int:
            return int(connection.execute(select(what).where(*where)).scalar() or 0)

        return Books(
            sold=one(func.sum(launches.c.sold)),
            marked=one(func.sum(marked)),
            seats=one(func.count(seats.c.seat_no)),
            booked=one(func.sum(bookings.c.seat_count)),
            announced=one(func.sum(seats_told), held),
            bookings=one(func.count(bookings.c.id)),
            events=one(func.count(outbox.c.id), held),
            keys=one(func.count(idempotency_keys.c.key)),
        )
