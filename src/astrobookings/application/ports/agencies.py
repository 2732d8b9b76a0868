"""Agencies of record (OperationsDB)."""

from typing import Protocol

from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Agencies"]


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
        self, page: PageRequest, *, status: AgencyStatus | None = None, text: str = ""
    ) -> Page[Agency]:
        """By (company name, id); *text* is part of the name, any case."""
        ...
