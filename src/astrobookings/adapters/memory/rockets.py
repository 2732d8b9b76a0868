"""Rockets in memory."""

from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.rocket import Rocket, RocketInUse
from astrobookings.domain.kernel.ids import AgencyId, RocketId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryRockets"]

_BY_NAME: Order[Rocket] = Order(lambda rocket: (rocket.name, rocket.id), (str, UUID))


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

    def of_agency(self, agency_id: AgencyId, page: PageRequest) -> Page[Rocket]:
        fleet = (rocket for rocket in self._records.all() if rocket.agency_id == agency_id)
        return _BY_NAME.page(fleet, page)
