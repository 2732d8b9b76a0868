"""SystemWeb: how launches fare (story 3.8)."""

from litestar import Controller, Response, get

from astrobookings.application.finance.report_tables import operations_table
from astrobookings.application.ports.tables import Table
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.saying import percent
from astrobookings.entrypoints.web.system_web.finance.years import (
    PERIODS,
    asked,
    period_name,
    unread,
)

__all__ = ["OperationsReportController"]


class OperationsReportController(Controller):
    """Launches, occupancy, bookings and cancellations, by destination and period (UTC)."""

    path = "/system/reports"

    @get("/operations", sync_to_thread=True)
    def operations(self, request: WebRequest) -> Response[str]:
        """The year that the address names, by month, quarter or as a whole."""
        by = employee(request, Action.VIEW_OPERATIONS_REPORT)
        try:
            wanted = asked(request)
            report = request.system.operations_report(by, wanted.year)
        except Invalid as error:
            wanted = unread(request, error)
            report = request.system.operations_report(by, wanted.year)
        return page(
            request,
            "system/finance/operations.html",
            form=wanted.form,
            year=wanted.year,
            report=report,
            lines=[
                (destination, period_name(wanted.by, number, wanted.year), figures)
                for destination, number, figures in report.by(wanted.by)
            ],
            periods=PERIODS,
            percent=lambda share: percent(share, 0),
        )

    @get("/operations.csv", sync_to_thread=True)
    def csv(self, request: WebRequest) -> Raw[bytes]:
        return paper(request.system.parts.tables.csv(_table(request)))

    @get("/operations.xlsx", sync_to_thread=True)
    def xlsx(self, request: WebRequest) -> Raw[bytes]:
        return paper(request.system.parts.tables.xlsx(_table(request)))


def _table(request: WebRequest) -> Table:
    by, wanted = employee(request, Action.VIEW_OPERATIONS_REPORT), asked(request)
    return operations_table(request.system.operations_report(by, wanted.year), wanted.by)
