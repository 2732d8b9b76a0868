"""Agencies in memory."""

from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryAgencies"]

_BY_NAME: Order[Agency] = Order(lambda agency: (agency.company_name, agency.id), (str, UUID))


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
        self, page: PageRequest, *, status: AgencyStatus | None = None, text: str = ""
    ) -> Page[Agency]:
        sought = text.casefold()
        found = (
            agency
            for agency in self._records.all()
            if status in {None, agency.status} and sought in agency.company_name.casefold()
        )
        return _BY_NAME.page(found, page)
