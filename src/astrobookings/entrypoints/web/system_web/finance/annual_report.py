"""SystemWeb: a year in money, to read, to print, to calculate with (story 3.5)."""

from litestar import Controller, Response, get

from astrobookings.application.finance.report_tables import annual_chart, annual_table
from astrobookings.application.ports.tables import Table
from astrobookings.domain.finance.reports import AnnualReport
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.years import MONTHS, asked, unread

__all__ = ["AnnualReportController"]


class AnnualReportController(Controller):
    """Received, pending and projected revenue, by agency and by month (UTC)."""

    path = "/system/reports"

    @get("/annual", sync_to_thread=True)
    def annual(self, request: WebRequest) -> Response[str]:
        """The year that the address names, with its chart and the same figures as tables."""
        by = employee(request, Action.VIEW_ANNUAL_REPORT)
        try:
            wanted = asked(request)
            report = request.system.annual_report(by, wanted.year)
        except Invalid as error:
            wanted = unread(request, error)
            report = request.system.annual_report(by, wanted.year)
        return page(
            request,
            "system/finance/annual.html",
            form=wanted.form,
            year=wanted.year,
            report=report,
            months=list(zip(MONTHS, report.by_month, strict=True)),
        )

    @get("/annual.svg", sync_to_thread=True)
    def chart(self, request: WebRequest) -> Raw[bytes]:
        """Its figures are those of the table of months."""
        return paper(request.system.parts.charts.bars(annual_chart(_report(request))))

    @get("/annual.csv", sync_to_thread=True)
    def csv(self, request: WebRequest) -> Raw[bytes]:
        """By agency and month."""
        return paper(request.system.parts.tables.csv(_table(request)))

    @get("/annual.xlsx", sync_to_thread=True)
    def xlsx(self, request: WebRequest) -> Raw[bytes]:
        """By agency and month; amounts are numbers."""
        return paper(request.system.parts.tables.xlsx(_table(request)))

    @get("/annual.pdf", sync_to_thread=True)
    def pdf(self, request: WebRequest) -> Raw[bytes]:
        """By agency and month, for print."""
        return paper(request.system.parts.tables.pdf(_table(request)))


def _report(request: WebRequest) -> AnnualReport:
    by = employee(request, Action.VIEW_ANNUAL_REPORT)
    return request.system.annual_report(by, asked(request).year)


def _table(request: WebRequest) -> Table:
    return annual_table(_report(request))
