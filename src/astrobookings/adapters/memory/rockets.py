"""Rockets in memory."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records
from astrobookings.application.ports.rockets import RocketSort
from astrobookings.domain.agencies.destinations import Destination, reaching
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.rocket import Rocket, RocketInUse
from astrobookings.domain.kernel.ids import AgencyId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryRockets"]


def _by_name(rocket: Rocket) -> tuple[Any, ...]:
    return rocket.name, rocket.id


def _by_capacity(rocket: Rocket) -> tuple[Any, ...]:
    return rocket.capacity, rocket.id


_ORDERS: Mapping[RocketSort, Order[Rocket]] = {
    sort: Order(
        _by_capacity if "capacity" in sort else _by_name,
        (int if "capacity" in sort else str, UUID),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in RocketSort
}


class MemoryRockets:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Rocket] = Records(store, "rocket")
        self._launches: Records[Launch] = Records(store, "launch")

    def get(self, rocket_id: RocketId) -> Rocket:
        return self._records.get(rocket_id)

    def lock(self, rocket_id: RocketId) -> Rocket:
        return self._records.lock(rocket_id)

    def add(self, rocket: Rocket) -> Rocket:
        return self._records.add(rocket)

    def save(self, rocket: Rocket) -> Rocket:
        return self._records.save(rocket)

    def delete(self, rocket: Rocket) -> None:
        self._records.current(rocket)
        naming = sum(launch.rocket_id == rocket.id for launch in self._launches.all())
        if naming:
            raise RocketInUse(naming, "be deleted")
        self._records.delete(rocket)

    def of_agency(
        self,
        agency_id: AgencyId,
        page: PageRequest,
        *,
        sort: RocketSort = RocketSort.NAME,
        reaches: Destination | None = None,
        text: str = "",
    ) -> Page[Rocket]:
        fleet = (
            rocket
            for rocket in self._records.all()
            if rocket.agency_id == agency_id
            and (reaches is None or rocket.range in reaching(reaches))
            and any(text.casefold() in one.casefold() for one in (rocket.name, rocket.model))
        )
        return _ORDERS[sort].page(fleet, page)

    def used(self, rocket_ids: Collection[RocketId]) -> frozenset[RocketId]:
        return frozenset(one.rocket_id for one in self._launches.all()).intersection(rocket_ids)
