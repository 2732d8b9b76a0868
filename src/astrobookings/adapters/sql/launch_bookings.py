"""The bookings of a launch."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import frozen
from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from astrobookings.adapters.sql.bookings import BOOKING, seen_as
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant
from astrobookings.adapters.sql.tables.operations import (
    bookings,
    journal_entries,
    postings,
    travelers,
)
from astrobookings.adapters.sql.travelers import TRAVELER
from astrobookings.application.ports.launch_bookings import LaunchBooking
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.money import Money
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlLaunchBookings"]

_NEWEST = Keyset((by_instant(bookings.c.created_at), by_id(bookings.c.id)), descending=True)
_FLOWN = [BookingStatus.COMPLETED.value, BookingStatus.CONFIRMED.value]
_REVENUE: ColumnElement[Any] = (
    select(-func.coalesce(func.sum(postings.c.amount_cents), 0))
    .join_from(journal_entries, postings, postings.c.entry_id == journal_entries.c.id)
    .where(
        journal_entries.c.booking_id == bookings.c.id,
        postings.c.account == Account.AGENCIES.value,
    )
    .correlate(bookings)
    .scalar_subquery()
)
_BOOKED = len(BOOKING.columns)
_ALL: Select[Any] = (
    select(
        *BOOKING.columns,
        *(column.label(f"traveler_{column.name}") for column in TRAVELER.columns),
        _REVENUE.label("revenue"),
    )
    .select_from(bookings)
    .outerjoin(travelers, travelers.c.id == bookings.c.traveler_id)
)


@frozen
class SqlLaunchBookings:
    """A launch has few travelers: names are compared one by one."""

    store: SqlStore

    def list(
        self,
        launch_id: LaunchId,
        page: PageRequest,
        *,
        status: BookingStatus | None = None,
        text: str = "",
        now: datetime,
    ) -> Page[LaunchBooking]:
        found = _ALL.where(bookings.c.launch_id == launch_id)
        if status is not None:
            found = found.where(seen_as(bookings, frozenset({status}), now))
        if text:
            found = found.where(bookings.c.id.in_(self._mentioning(launch_id, text.casefold())))
        return _NEWEST.page(self.store, found, page, _read)

    def _mentioning(self, launch_id: LaunchId, sought: str) -> Sequence[UUID]:
        """Neither databases nor their languages agree on what is the same in any case."""
        words = (
            select(
                bookings.c.id, bookings.c.reference, travelers.c.first_name, travelers.c.last_name
            )
            .outerjoin(travelers, travelers.c.id == bookings.c.traveler_id)
            .where(bookings.c.launch_id == launch_id)
        )
        return [
            row.id
            for row in self.store.rows(words)
            if sought in row.reference.casefold()
            or (row.last_name is not None and sought in _name(row).casefold())
        ]

    def earning(self, launch_id: LaunchId) -> Sequence[LaunchBooking]:
        left = or_(bookings.c.status.in_(_FLOWN), _REVENUE != 0)
        found = _ALL.where(bookings.c.launch_id == launch_id, left)
        rows = self.store.rows(found.order_by(bookings.c.created_at, bookings.c.id))
        return tuple(map(_read, rows))


def _name(row: Row[Any]) -> str:
    return f"{row.first_name} {row.last_name}"


def _read(row: Row[Any]) -> LaunchBooking:
    traveler = tuple(row)[_BOOKED:]
    return LaunchBooking(
        booking=BOOKING.read(row),
        traveler=None if traveler[0] is None else TRAVELER.read(traveler),
        revenue=Money.from_cents(int(row.revenue)),
    )
