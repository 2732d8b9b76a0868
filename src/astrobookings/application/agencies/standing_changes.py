"""An agency's status moves, and the sale of its launches with it."""

from attrs import frozen

from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.launches import Launches
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.agencies.agency import (
    Agency,
    AgencyStatus,
    NoSuchAgencyMove,
    change_status,
)
from astrobookings.domain.agencies.events import AgencyStatusChanged
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["StandingChanges"]


@frozen
class StandingChanges:
    """Moves agencies between their statuses."""

    agencies: Agencies
    launches: Launches
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock

    def __call__(
        self,
        by: Principal,
        action: str,
        agency_id: AgencyId,
        wanted: AgencyStatus,
        *,
        since: frozenset[AgencyStatus],
        reason: str = "",
    ) -> Agency:
        """The agency, moved to *wanted* from one of *since*; while suspended it sells nothing.

        Raises:
            NotFound: no such agency.
            NoSuchAgencyMove: it has another status.
        """
        with self.operations(by.origin(action, self.clock.now())):
            agency = self.agencies.lock(agency_id)
            if agency.status not in since:
                raise NoSuchAgencyMove(agency.status, wanted)
            saved = self.agencies.save(change_status(agency, wanted, reason=reason))
            suspended = wanted is AgencyStatus.SUSPENDED
            self.launches.suspend_sales(agency_id, suspended=suspended)
            self.operations_outbox.add(AgencyStatusChanged(agency_id, wanted.value))
        return saved
