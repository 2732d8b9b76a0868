"""Travelers to be told of launches."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import Select, func, select

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.operations import bookings
from astrobookings.domain.booking.booking import LIVE, BookingStatus
from astrobookings.domain.kernel.ids import LaunchId, UserId

__all__ = ["SqlAudiences"]

_BOOKED = frozenset({BookingStatus.CONFIRMED, BookingStatus.COMPLETED})


@frozen
class SqlAudiences:
    store: SqlStore

    def of_launch(self, launch_id: LaunchId, after: UserId | None, limit: int) -> Sequence[UserId]:
        found = _travelers(frozenset(LIVE)).where(bookings.c.launch_id == launch_id)
        return self._beyond(after, found, limit)

    def frequent(self, launches: int, after: UserId | None, limit: int) -> Sequence[UserId]:
        booked = func.count(bookings.c.launch_id.distinct())
        return self._beyond(after, _travelers(_BOOKED).having(booked >= launches), limit)

    def _beyond(self, after: UserId | None, found: Select[Any], limit: int) -> Sequence[UserId]:
        if after is not None:
            found = found.where(bookings.c.traveler_id > after)
        rows = self.store.rows(found.order_by(bookings.c.traveler_id).limit(limit))
        return tuple(UserId(row.traveler_id) for row in rows)


def _travelers(statuses: frozenset[BookingStatus]) -> Select[Any]:
    wanted = sorted(status.value for status in statuses)
    found = select(bookings.c.traveler_id).where(bookings.c.status.in_(wanted))
    return found.group_by(bookings.c.traveler_id)
