"""An employee generates the annual report (story 3.5)."""

from attrs import frozen

from astrobookings.application.finance.report_years import check_year
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.reports import Reports
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.finance.reports import AnnualReport
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["MakeAnnualReport"]


@frozen
class MakeAnnualReport:
    """What was received, is owed and can be expected, by agency and month."""

    reports: Reports
    clock: Clock
    finance: FinancePolicies

    def __call__(self, by: Principal, year: int) -> AnnualReport:
        """The report of *year* (UTC) as things stand now.

        Raises:
            NotSignedIn, NotAllowed: only finance and operations.
            Invalid: no year that launches fly in.
        """
        authorize(by, Action.VIEW_ANNUAL_REPORT)
        check_year(year)
        lines = self.reports.annual(year, self.finance.fees)
        return AnnualReport(year=year, as_of=self.clock.now(), lines=tuple(lines))
