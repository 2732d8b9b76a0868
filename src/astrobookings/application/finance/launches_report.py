"""What each launch of an agency came to (story 3.6)."""

from attrs import frozen

from astrobookings.application.finance.report_years import check_year
from astrobookings.application.ports.agencies import Agencies
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.reports import Reports
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.finance.reports import LaunchesReport
from astrobookings.domain.identity.permissions import Action, authorize, only_own
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import AgencyId

__all__ = ["MakeLaunchesReport"]


@frozen
class MakeLaunchesReport:
    """Seats, cancellations, revenue, refunds, fees and what was paid, launch by launch."""

    reports: Reports
    agencies: Agencies
    clock: Clock
    finance: FinancePolicies

    def __call__(self, by: Principal, year: int, agency_id: AgencyId) -> LaunchesReport:
        """The launches of *year* (UTC) as things stand now.

        Raises:
            NotSignedIn, NotAllowed: only finance, operations and agencies.
            NotFound: no such agency, or another than one's own.
            Invalid: no year that launches fly in.
        """
        authorize(by, Action.VIEW_AGENCY_REPORTS)
        check_year(year)
        absent = NotFound("agency", str(agency_id))
        only_own(by, Action.VIEW_AGENCY_REPORTS, agency_id, otherwise=absent)
        agency = self.agencies.get(agency_id)
        return LaunchesReport(
            year=year,
            as_of=self.clock.now(),
            agency_id=agency_id,
            agency_name=agency.company_name,
            reliability=self.finance.fees.reliability(agency.successful_launches),
            lines=tuple(self.reports.launches(year, agency_id)),
        )
