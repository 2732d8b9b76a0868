"""An operations manager suspends an agency (story 1.8)."""

from attrs import frozen

from astrobookings.application.agencies.standing_changes import StandingChanges
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import refuse_faults
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["SuspendAgency"]

_OTHERS = frozenset({AgencyStatus.PENDING, AgencyStatus.APPROVED})
_LONGEST_REASON = 1000


@frozen
class SuspendAgency:
    """Stop the sale of all of an agency's launches; bookings and started payments stand."""

    standing_changes: StandingChanges

    def __call__(self, by: Principal, agency_id: AgencyId, reason: str) -> Agency:
        """The suspended agency.

        Raises:
            NotSignedIn, NotAllowed: only operations managers suspend.
            Invalid: there is no reason.
            NotFound: no such agency.
            NoSuchAgencyMove: it is suspended already.
        """
        authorize(by, Action.MANAGE_AGENCIES)
        refuse_faults((text_fault("/reason", reason, longest=_LONGEST_REASON, one_line=False),))
        return self.standing_changes(
            by,
            "suspend-agency",
            agency_id,
            AgencyStatus.SUSPENDED,
            since=_OTHERS,
            reason=reason.strip(),
        )
