"""Sums over launches, bookings and invoices (OperationsDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.finance.policies import FeePolicy
from astrobookings.domain.finance.reports import AgencyMonth, AnnualLine, LaunchLine, OperationsLine
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["Reports"]


class Reports(Protocol):
    """Exact to the cent; months are those of the UTC calendar."""

    def annual(self, year: int, fees: FeePolicy) -> Sequence[AnnualLine]:
        """By agency name, id and month; months of an agency without figures are left out. Open
        launches are projected at the rate that *fees* has for their agency then.
        """
        ...

    def agencies(
        self, year: int, fees: FeePolicy, agency_id: AgencyId | None = None
    ) -> Sequence[AgencyMonth]:
        """By agency name, id and month, only those with launches; of one agency or of all. The
        reliability is that of now.
        """
        ...

    def launches(self, year: int, agency_id: AgencyId) -> Sequence[LaunchLine]:
        """Each launch of one agency, by date and id."""
        ...

    def operations(self, year: int) -> Sequence[OperationsLine]:
        """By destination and month, only those with launches."""
        ...
