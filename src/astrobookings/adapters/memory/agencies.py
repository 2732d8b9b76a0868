"""Agencies in memory."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.application.ports.agencies import AgencySort
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryAgencies"]

_READERS: Mapping[str, Callable[[str], Any]] = {
    "company_name": str,
    "created_at": instant,
    "successful_launches": int,
}


def _order(sort: AgencySort) -> Order[Agency]:
    name = sort.removeprefix("-")
    return Order(
        attrgetter(name, "id"),
        (_READERS[name], UUID),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )


_ORDERS: Mapping[AgencySort, Order[Agency]] = {sort: _order(sort) for sort in AgencySort}


class MemoryAgencies:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Agency] = Records(store, "agency")

    def get(self, agency_id: AgencyId) -> Agency:
        return self._records.get(agency_id)

    def find(self, agency_id: AgencyId) -> Agency | None:
        return self._records.find(agency_id)

    def lock(self, agency_id: AgencyId) -> Agency:
        return self._records.lock(agency_id)

    def add(self, agency: Agency) -> Agency:
        return self._records.add(agency)

    def save(self, agency: Agency) -> Agency:
        return self._records.save(agency)

    def list(
        self,
        page: PageRequest,
        *,
        sort: AgencySort = AgencySort.NAME,
        status: AgencyStatus | None = None,
        text: str = "",
    ) -> Page[Agency]:
        sought = text.casefold()
        found = (
            agency
            for agency in self._records.all()
            if status in {None, agency.status} and sought in agency.company_name.casefold()
        )
        return _ORDERS[sort].page(found, page)
