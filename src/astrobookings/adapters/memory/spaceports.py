"""Spaceports in memory."""

from collections.abc import Collection, Mapping
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records
from astrobookings.application.ports.spaceports import SpaceportSort
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.agencies.spaceport import NameTaken, Spaceport, SpaceportInUse
from astrobookings.domain.kernel.ids import SpaceportId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemorySpaceports"]

_ORDERS: Mapping[SpaceportSort, Order[Spaceport]] = {
    sort: Order(
        lambda port: (port.name, port.id),
        (str, UUID),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in SpaceportSort
}


class MemorySpaceports:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Spaceport] = Records(store, "spaceport")
        self._launches: Records[Launch] = Records(store, "launch")

    def get(self, spaceport_id: SpaceportId) -> Spaceport:
        return self._records.get(spaceport_id)

    def add(self, spaceport: Spaceport) -> Spaceport:
        self._require_free_name(spaceport)
        return self._records.add(spaceport)

    def save(self, spaceport: Spaceport) -> Spaceport:
        self._records.current(spaceport)
        self._require_free_name(spaceport)
        return self._records.save(spaceport)

    def delete(self, spaceport: Spaceport) -> None:
        self._records.current(spaceport)
        if any(launch.spaceport_id == spaceport.id for launch in self._launches.all()):
            raise SpaceportInUse
        self._records.delete(spaceport)

    def list(
        self, page: PageRequest, *, sort: SpaceportSort = SpaceportSort.NAME, text: str = ""
    ) -> Page[Spaceport]:
        found = (
            port
            for port in self._records.all()
            if any(text.casefold() in one.casefold() for one in (port.name, port.location))
        )
        return _ORDERS[sort].page(found, page)

    def used(self, spaceport_ids: Collection[SpaceportId]) -> frozenset[SpaceportId]:
        named = frozenset(one.spaceport_id for one in self._launches.all())
        return named.intersection(spaceport_ids)

    def _require_free_name(self, spaceport: Spaceport) -> None:
        others = (other for other in self._records.all() if other.id != spaceport.id)
        if any(other.name == spaceport.name for other in others):
            raise NameTaken(spaceport.name)
