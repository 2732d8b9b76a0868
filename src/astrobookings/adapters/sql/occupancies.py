"""How full launches are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, ColumnElement, Row, Select, cast, func, select, text

from astrobookings.adapters.sql.launch_board import card_of, cards
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, SortKey, by_id, by_instant
from astrobookings.adapters.sql.store.search import searched
from astrobookings.adapters.sql.tables.operations import GROWING, HELD, bookings, launches
from astrobookings.application.ports.occupancies import (
    LaunchOccupancy,
    OccupancyFilter,
    OccupancySort,
)
from astrobookings.domain.agencies.agency import ReliabilityPolicy
from astrobookings.domain.agencies.occupancy import Occupancy
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlOccupancies"]

_RELIABILITY = ReliabilityPolicy()
_FINE = 10_000_000
"""So finely rates are told apart; launches have fewer seats than that."""
_BEYOND = 2**63


def _held(*more: ColumnElement[bool]) -> ColumnElement[int]:
    """Seats of the launch's held bookings; a look into a small partial index."""
    summed = select(func.coalesce(func.sum(bookings.c.seat_count), 0)).where(
        bookings.c.launch_id == launches.c.id, text(HELD), *more
    )
    return summed.correlate(launches).scalar_subquery()


_ADDING = (
    select(func.coalesce(func.sum(func.json_array_length(bookings.c.adding)), 0))
    .where(bookings.c.launch_id == launches.c.id, text(GROWING))
    .correlate(launches)
    .scalar_subquery()
)
"""Seats that confirmed bookings get once they are paid for."""
_SOLD = launches.c.sold - _held() - _ADDING
"""The launch counts the seats of held bookings too, lapsed or not, and those being added."""
_RATE = cast(_SOLD, BigInteger) * _FINE // launches.c.seats_total


def _whole(text_: str) -> int:
    number = int(text_)
    if not -_BEYOND <= number < _BEYOND:
        raise ValueError("no number of eight bytes")
    return number


def _by_whole(column: Any) -> SortKey:
    return SortKey(column, str, _whole)


_KEYS = {
    "launch_at": by_instant(launches.c.launch_at),
    "rate": _by_whole(_RATE),
    "sold": _by_whole(cast(_SOLD, BigInteger)),
}
_ORDERS: Mapping[OccupancySort, Keyset] = {
    sort: Keyset(
        (_KEYS[sort.removeprefix("-")], by_id(launches.c.id)),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in OccupancySort
}


def _told(now: datetime) -> Select[Any]:
    held = _held(bookings.c.held_until > now) + _ADDING
    return cards(launches.c.seats_total - _SOLD - held).add_columns(
        _SOLD.label("seats_sold"), held.label("seats_held"), launches.c.minimum_seats
    )


@frozen
class SqlOccupancies:
    """Sorted by rate or seats sold, the launches that fit are counted before they are sorted."""

    store: SqlStore
    reliability: ReliabilityPolicy = _RELIABILITY

    def of(self, launch_id: LaunchId, *, now: datetime) -> LaunchOccupancy:
        row = self.store.first(_told(now).where(launches.c.id == launch_id))
        if row is None:
            raise NotFound("launch", str(launch_id))
        return self._occupancy(row)

    def list(
        self, filter_: OccupancyFilter, sort: OccupancySort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchOccupancy]:
        wanted = _told(now).where(*_conditions(filter_))
        return _ORDERS[sort].page(self.store, wanted, page, self._occupancy)

    def _occupancy(self, row: Row[Any]) -> LaunchOccupancy:
        card = card_of(row, self.reliability)
        occupancy = Occupancy(
            seats_total=card.launch.seats_total,
            sold=int(row.seats_sold),
            held=int(row.seats_held),
            minimum=row.minimum_seats,
        )
        return LaunchOccupancy(card=card, occupancy=occupancy)


def _conditions(wanted: OccupancyFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.agency_id is not None:
        found.append(launches.c.agency_id == wanted.agency_id)
    if wanted.status is not None:
        found.append(launches.c.status == wanted.status.value)
    if wanted.destination is not None:
        found.append(launches.c.destination == wanted.destination.value)
    if wanted.viable is not None:
        enough = launches.c.minimum_seats <= _SOLD
        found.append(enough if wanted.viable else ~enough)
    if wanted.from_date is not None:
        found.append(launches.c.launch_at >= wanted.from_date)
    if wanted.to_date is not None:
        found.append(launches.c.launch_at <= wanted.to_date)
    if wanted.text:
        found.append(searched(launches.c.search_text, wanted.text))
    return found
