"""SystemWeb: what the launches of agencies came to (story 3.4)."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get
from litestar.params import FromPath

from astrobookings.application.finance.report_tables import agency_table, launches_table
from astrobookings.application.ports.tables import Table
from astrobookings.domain.finance.reports import AgencyReport, Period
from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest
from astrobookings.entrypoints.web.system_web.desk import employee
from astrobookings.entrypoints.web.system_web.finance.years import (
    PERIODS,
    Asked,
    asked,
    period_name,
    unread,
)

__all__ = ["AgencyReportsController"]


class AgencyReportsController(Controller):
    """All agencies side by side, and each by itself; months of the launches (UTC)."""

    path = "/system/reports/agencies"

    @get(sync_to_thread=True)
    def agencies(self, request: WebRequest) -> Response[str]:
        """A year of all agencies, by month, quarter or as a whole."""
        wanted, report = _shown(request)
        return page(
            request,
            "system/finance/agencies.html",
            form=wanted.form,
            year=wanted.year,
            report=report,
            lines=_lines(report, wanted.by),
            periods=PERIODS,
        )

    @get(".csv", sync_to_thread=True)
    def agencies_csv(self, request: WebRequest) -> Raw[bytes]:
        return paper(request.system.parts.tables.csv(_table(request)))

    @get(".xlsx", sync_to_thread=True)
    def agencies_xlsx(self, request: WebRequest) -> Raw[bytes]:
        return paper(request.system.parts.tables.xlsx(_table(request)))

    @get("/{agency_id:uuid}", sync_to_thread=True)
    def agency(self, request: WebRequest, agency_id: FromPath[UUID]) -> Response[str]:
        """A year of one agency: its periods, and its launches one by one."""
        by = employee(request, Action.VIEW_AGENCY_REPORTS)
        wanted, report = _shown(request, AgencyId(agency_id))
        return page(
            request,
            "system/finance/agency.html",
            form=wanted.form,
            year=wanted.year,
            report=report,
            lines=_lines(report, wanted.by),
            launches=request.system.launches_report(by, wanted.year, AgencyId(agency_id)),
            periods=PERIODS,
        )

    @get("/{agency_id:uuid}/periods.csv", sync_to_thread=True)
    def agency_csv(self, request: WebRequest, agency_id: FromPath[UUID]) -> Raw[bytes]:
        return paper(request.system.parts.tables.csv(_table(request, AgencyId(agency_id))))

    @get("/{agency_id:uuid}/periods.xlsx", sync_to_thread=True)
    def agency_xlsx(self, request: WebRequest, agency_id: FromPath[UUID]) -> Raw[bytes]:
        return paper(request.system.parts.tables.xlsx(_table(request, AgencyId(agency_id))))

    @get("/{agency_id:uuid}/launches.csv", sync_to_thread=True)
    def launches_csv(self, request: WebRequest, agency_id: FromPath[UUID]) -> Raw[bytes]:
        return paper(request.system.parts.tables.csv(_launches(request, AgencyId(agency_id))))

    @get("/{agency_id:uuid}/launches.xlsx", sync_to_thread=True)
    def launches_xlsx(self, request: WebRequest, agency_id: FromPath[UUID]) -> Raw[bytes]:
        return paper(request.system.parts.tables.xlsx(_launches(request, AgencyId(agency_id))))


def _shown(request: WebRequest, agency_id: AgencyId | None = None) -> tuple[Asked, AgencyReport]:
    """The report that the address asks for; the usual one, and why, if there is none such."""
    by = employee(request, Action.VIEW_AGENCY_REPORTS)
    try:
        wanted = asked(request)
        return wanted, request.system.agency_report(by, wanted.year, agency_id)
    except Invalid as error:
        wanted = unread(request, error)
        return wanted, request.system.agency_report(by, wanted.year, agency_id)


def _lines(report: AgencyReport, by: Period) -> list[dict[str, Any]]:
    """The report's rows with words for the periods."""
    return [
        {
            "agency_id": agency_id,
            "agency": name,
            "reliability": reliability,
            "period": period_name(by, number, report.year),
            "figures": figures,
        }
        for agency_id, name, reliability, number, figures in report.by(by)
    ]


def _table(request: WebRequest, agency_id: AgencyId | None = None) -> Table:
    by, wanted = employee(request, Action.VIEW_AGENCY_REPORTS), asked(request)
    return agency_table(request.system.agency_report(by, wanted.year, agency_id), wanted.by)


def _launches(request: WebRequest, agency_id: AgencyId) -> Table:
    by, wanted = employee(request, Action.VIEW_AGENCY_REPORTS), asked(request)
    return launches_table(request.system.launches_report(by, wanted.year, agency_id))
