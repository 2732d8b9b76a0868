"""An operations manager reinstates an agency (story 1.8)."""

from attrs import frozen

from astrobookings.application.agencies.standing_changes import StandingChanges
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["ReinstateAgency"]

_SUSPENDED = frozenset({AgencyStatus.SUSPENDED})


@frozen
class ReinstateAgency:
    """Approve a suspended agency again; its open launches go back on sale."""

    standing_changes: StandingChanges

    def __call__(self, by: Principal, agency_id: AgencyId) -> Agency:
        """The approved agency.

        Raises:
            NotSignedIn, NotAllowed: only operations managers reinstate.
            NotFound: no such agency.
            NoSuchAgencyMove: it is not suspended.
        """
        authorize(by, Action.MANAGE_AGENCIES)
        return self.standing_changes(
            by, "reinstate-agency", agency_id, AgencyStatus.APPROVED, since=_SUSPENDED
        )
