"""An operations manager views how launches fare (story 3.8)."""

from attrs import frozen

from astrobookings.application.finance.report_years import check_year
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.reports import Reports
from astrobookings.domain.finance.reports import OperationsReport
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["MakeOperationsReport"]


@frozen
class MakeOperationsReport:
    """Launches, occupancy, bookings, cancellations and revenue, by destination and month."""

    reports: Reports
    clock: Clock

    def __call__(self, by: Principal, year: int) -> OperationsReport:
        """The report of *year* (UTC) as things stand now.

        Raises:
            NotSignedIn, NotAllowed: only operations.
            Invalid: no year that launches fly in.
        """
        authorize(by, Action.VIEW_OPERATIONS_REPORT)
        check_year(year)
        lines = self.reports.operations(year)
        return OperationsReport(year=year, as_of=self.clock.now(), lines=tuple(lines))
