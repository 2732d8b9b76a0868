"""What the launches of agencies came to (stories 3.4, 3.6)."""

from attrs import frozen

from astrobookings.application.finance.report_years import check_year
from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.reports import Reports
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.finance.reports import AgencyReport
from astrobookings.domain.identity.permissions import (
    PERMISSIONS,
    Action,
    authorize,
    only_own,
    signed_in,
)
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["MakeAgencyReport"]


@frozen
class MakeAgencyReport:
    """Launches, seats, revenue, refunds, fees and what was paid, by agency and month."""

    reports: Reports
    agencies: Agencies
    clock: Clock
    finance: FinancePolicies

    def __call__(self, by: Principal, year: int, agency_id: AgencyId | None = None) -> AgencyReport:
        """The report of *year* (UTC); of all agencies if none is named. An agency that names none
        gets its own.

        Raises:
            NotSignedIn, NotAllowed: only finance, operations and agencies.
            NotFound: no such agency, or another than one's own.
            Invalid: no year that launches fly in.
        """
        authorize(by, Action.VIEW_AGENCY_REPORTS)
        check_year(year)
        if by.standing not in PERMISSIONS[Action.VIEW_AGENCY_REPORTS].everyones:
            agency_id = agency_id or AgencyId(signed_in(by))
        if agency_id is not None:
            absent = NotFound("agency", str(agency_id))
            only_own(by, Action.VIEW_AGENCY_REPORTS, agency_id, otherwise=absent)
            self.agencies.get(agency_id)
        lines = self.reports.agencies(year, self.finance.fees, agency_id)
        return AgencyReport(year=year, as_of=self.clock.now(), lines=tuple(lines))
