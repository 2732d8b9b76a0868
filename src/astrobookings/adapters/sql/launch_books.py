"""What launches brought in."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import ColumnElement, Select, exists, func, select

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.finance import invoices, launch_revenues
from astrobookings.adapters.sql.tables.operations import bookings, launches
from astrobookings.application.ports.launch_books import LaunchBook
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import LIVE, BookingStatus
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money

__all__ = ["SqlLaunchBooks"]

_FLOWN = [BookingStatus.CONFIRMED.value, BookingStatus.COMPLETED.value]
_ENDED = [LaunchStatus.SUCCESSFUL.value, LaunchStatus.ABORTED.value]
_earlier = launches.alias("earlier")


def _of_bookings(figure: ColumnElement[Any], statuses: list[str]) -> ColumnElement[Any]:
    return (
        select(figure)
        .where(bookings.c.launch_id == launches.c.id, bookings.c.status.in_(statuses))
        .scalar_subquery()
    )


_BOOK: Select[Any] = select(
    select(func.coalesce(func.sum(launch_revenues.c.revenue_cents), 0))
    .where(launch_revenues.c.launch_id == launches.c.id)
    .scalar_subquery(),
    _of_bookings(func.coalesce(func.sum(bookings.c.seat_count), 0), _FLOWN),
    _of_bookings(func.count(), sorted(one.value for one in LIVE)),
    select(func.count())
    .where(
        _earlier.c.agency_id == launches.c.agency_id,
        _earlier.c.status == LaunchStatus.SUCCESSFUL.value,
        _earlier.c.launch_at < launches.c.launch_at,
    )
    .scalar_subquery(),
)


@frozen
class SqlLaunchBooks:
    store: SqlStore

    def of(self, launch_id: LaunchId) -> LaunchBook:
        row = self.store.first(_BOOK.where(launches.c.id == launch_id))
        if row is None:
            raise NotFound("launch", str(launch_id))
        figures = tuple(row)
        return LaunchBook(
            revenue=Money.from_cents(int(figures[0])),
            seats=int(figures[1]),
            live_bookings=int(figures[2]),
            successes_before=int(figures[3]),
        )

    def to_invoice(self, limit: int, after: LaunchId | None = None) -> Sequence[LaunchId]:
        never = ~exists().where(invoices.c.launch_id == launches.c.id)
        found = select(launches.c.id).where(launches.c.status.in_(_ENDED), never)
        if after is not None:
            found = found.where(launches.c.id > after)
        rows = self.store.rows(found.order_by(launches.c.id).limit(limit))
        return tuple(LaunchId(row[0]) for row in rows)
