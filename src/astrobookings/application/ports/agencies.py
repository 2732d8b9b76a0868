"""Agencies of record (OperationsDB)."""

from enum import StrEnum
from typing import Protocol

from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Agencies", "AgencySort"]


class AgencySort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    NAME = "company_name"
    NAME_DESCENDING = "-company_name"
    NEWEST = "-created_at"
    OLDEST = "created_at"
    MOST_SUCCESSFUL = "-successful_launches"


class Agencies(Protocol):
    """Companies that fly rockets."""

    def get(self, agency_id: AgencyId) -> Agency:
        """Raises: NotFound."""
        ...

    def find(self, agency_id: AgencyId) -> Agency | None: ...

    def lock(self, agency_id: AgencyId) -> Agency:
        """Raises: NotFound."""
        ...

    def add(self, agency: Agency) -> Agency: ...

    def save(self, agency: Agency) -> Agency:
        """Raises: Stale."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        sort: AgencySort = AgencySort.NAME,
        status: AgencyStatus | None = None,
        text: str = "",
    ) -> Page[Agency]:
        """*text* is part of the name, any case; a cursor of another sort is Invalid."""
        ...
