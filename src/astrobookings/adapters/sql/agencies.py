"""Agencies of record."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant, by_number, by_text
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import refresh_search, searched
from astrobookings.adapters.sql.tables.operations import agencies, launches
from astrobookings.application.ports.agencies import AgencySort
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["AGENCY", "SqlAgencies"]

AGENCY = shape_of("agency", Agency, agencies)
_KEYS = {
    "company_name": by_text(agencies.c.company_name),
    "created_at": by_instant(agencies.c.created_at),
    "successful_launches": by_number(agencies.c.successful_launches),
}
_ORDERS: Mapping[AgencySort, Keyset] = {
    sort: Keyset(
        (_KEYS[sort.removeprefix("-")], by_id(agencies.c.id)),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )
    for sort in AgencySort
}


def _extra(agency: Agency) -> dict[str, Any]:
    return {"search_text": agency.company_name.casefold()}


@frozen
class SqlAgencies:
    store: SqlStore
    _records: Records[Agency] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Agency]:
        return Records(self.store, AGENCY, _extra)

    def get(self, agency_id: AgencyId) -> Agency:
        return self._records.get(agency_id)

    def find(self, agency_id: AgencyId) -> Agency | None:
        return self._records.find(agency_id)

    def lock(self, agency_id: AgencyId) -> Agency:
        return self._records.lock(agency_id)

    def add(self, agency: Agency) -> Agency:
        return self._records.add(agency)

    def save(self, agency: Agency) -> Agency:
        renamed = self._records.before(agency).company_name != agency.company_name
        saved = self._records.save(agency)
        if renamed:
            refresh_search(self.store, launches.c.agency_id == agency.id)
        return saved

    def list(
        self,
        page: PageRequest,
        *,
        sort: AgencySort = AgencySort.NAME,
        status: AgencyStatus | None = None,
        text: str = "",
    ) -> Page[Agency]:
        found = self._records.select()
        if status is not None:
            found = found.where(agencies.c.status == status.value)
        if text:
            found = found.where(searched(agencies.c.search_text, text))
        return _ORDERS[sort].page(self.store, found, page, AGENCY.read)
