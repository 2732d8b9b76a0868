"""How full launches are, in memory."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from attrs import evolve

from astrobookings.adapters.memory.launch_board import MemoryLaunchBoard
from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.application.ports.occupancies import (
    LaunchOccupancy,
    OccupancyFilter,
    OccupancySort,
)
from astrobookings.domain.agencies.agency import ReliabilityPolicy
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.occupancy import Occupancy, minimum_seats
from astrobookings.domain.booking.booking import Booking, BookingStatus, status_at
from astrobookings.domain.kernel.ids import LaunchId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryOccupancies"]

_SOLD = {BookingStatus.CONFIRMED, BookingStatus.COMPLETED}
_FINE = 10_000_000
"""So finely rates are told apart; launches have fewer seats than that."""


def _by_date(one: LaunchOccupancy) -> tuple[Any, ...]:
    return one.card.launch.launch_at, one.card.launch.id


def _by_rate(one: LaunchOccupancy) -> tuple[Any, ...]:
    return one.occupancy.sold * _FINE // one.occupancy.seats_total, one.card.launch.id


def _by_sold(one: LaunchOccupancy) -> tuple[Any, ...]:
    return one.occupancy.sold, one.card.launch.id


_KEYS: Mapping[str, tuple[Callable[[LaunchOccupancy], tuple[Any, ...]], Callable[[str], Any]]] = {
    "launch_at": (_by_date, instant),
    "rate": (_by_rate, int),
    "sold": (_by_sold, int),
}
_ORDERS: Mapping[OccupancySort, Order[LaunchOccupancy]] = {
    sort: Order(key, (reader, UUID), descending=sort.startswith("-"), mark=(sort.value,))
    for sort in OccupancySort
    for key, reader in [_KEYS[sort.removeprefix("-")]]
}
_RELIABILITY = ReliabilityPolicy()


class MemoryOccupancies:
    def __init__(self, store: MemoryStore, reliability: ReliabilityPolicy = _RELIABILITY) -> None:
        self._store = store
        self._board = MemoryLaunchBoard(store, reliability)
        self._launches: Records[Launch] = Records(store, "launch")
        self._bookings: Records[Booking] = Records(store, "booking")

    def of(self, launch_id: LaunchId, *, now: datetime) -> LaunchOccupancy:
        with self._store.lock:
            return self._told(self._launches.get(launch_id), now)

    def list(
        self, filter_: OccupancyFilter, sort: OccupancySort, page: PageRequest, *, now: datetime
    ) -> Page[LaunchOccupancy]:
        with self._store.lock:
            told = [self._told(launch, now) for launch in self._launches.all()]
        return _ORDERS[sort].page((one for one in told if _fits(one, filter_)), page)

    def _told(self, launch: Launch, now: datetime) -> LaunchOccupancy:
        booked = [one for one in self._bookings.all() if one.launch_id == launch.id]
        sold = [one for one in booked if one.status in _SOLD]
        held = [one for one in booked if status_at(one, now) is BookingStatus.HELD]
        occupancy = Occupancy(
            seats_total=launch.seats_total,
            sold=sum(len(one.seats) for one in sold),
            held=sum(len(one.kept_numbers) for one in held) + sum(len(one.adding) for one in sold),
            minimum=minimum_seats(launch.seats_total, launch.minimum_occupancy),
        )
        card = evolve(self._board.unsold(launch), seats_left=occupancy.left)
        return LaunchOccupancy(card=card, occupancy=occupancy)


def _fits(one: LaunchOccupancy, wanted: OccupancyFilter) -> bool:
    card, launch = one.card, one.card.launch
    names = (launch.slug, card.agency_name, card.rocket_name, card.spaceport_name)
    return (
        wanted.agency_id in {None, launch.agency_id}
        and wanted.status in {None, launch.status}
        and wanted.destination in {None, launch.destination}
        and wanted.viable in {None, one.occupancy.viable}
        and (wanted.from_date is None or launch.launch_at >= wanted.from_date)
        and (wanted.to_date is None or launch.launch_at <= wanted.to_date)
        and any(wanted.text.casefold() in name.casefold() for name in names)
    )
