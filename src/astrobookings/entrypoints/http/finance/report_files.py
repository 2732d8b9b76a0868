"""Reports as files for spreadsheets and for print (stories 3.4, 3.5, 3.6, 3.8)."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath

from astrobookings.application.finance.report_tables import (
    agency_table,
    annual_table,
    launches_table,
    operations_table,
)
from astrobookings.application.ports.tables import CSV, PDF, XLSX, Table
from astrobookings.domain.finance.reports import Period
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.finance.reports import By, Year, chosen_year
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Raw, paper
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["ReportFilesController"]

Handler = TypeVar("Handler", bound=Callable[..., Any])

_KINDS = {"csv": CSV, "xlsx": XLSX, "pdf": PDF}


def _file(path: str, ending: str, name: str, summary: str) -> Callable[[Handler], Any]:
    """The route of *path* with that *ending*."""
    return get(
        f"{path}/.{ending}",
        operation_id=f"{name}_{ending}",
        summary=f"{summary} as {ending.upper()}",
        media_type=_KINDS[ending],
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )


class ReportFilesController(Controller):
    """The lines of the reports with their total; amounts in USD, months in UTC."""

    path = "/reports"
    opt = MEMBERS_ONLY
    security = BEARER

    @_file("/annual/{year:int}", "csv", "annual_report", "Get the annual report")
    def annual_csv(self, request: ApiRequest, year: FromPath[int]) -> Raw[bytes]:
        """By agency and month; no text in it is taken for a formula."""
        return paper(request.system.parts.tables.csv(_annual(request, year)))

    @_file("/annual/{year:int}", "xlsx", "annual_report", "Get the annual report")
    def annual_xlsx(self, request: ApiRequest, year: FromPath[int]) -> Raw[bytes]:
        """By agency and month; amounts are numbers."""
        return paper(request.system.parts.tables.xlsx(_annual(request, year)))

    @_file("/annual/{year:int}", "pdf", "annual_report", "Get the annual report")
    def annual_pdf(self, request: ApiRequest, year: FromPath[int]) -> Raw[bytes]:
        """By agency and month, for print."""
        return paper(request.system.parts.tables.pdf(_annual(request, year)))

    @_file("/agencies", "csv", "agencies_report", "Get the report of agencies")
    def agencies_csv(
        self, request: ApiRequest, year: Year = None, by: By = Period.MONTH
    ) -> Raw[bytes]:
        """Finance and operations get all, an agency itself."""
        return paper(request.system.parts.tables.csv(_agencies(request, year, by)))

    @_file("/agencies", "xlsx", "agencies_report", "Get the report of agencies")
    def agencies_xlsx(
        self, request: ApiRequest, year: Year = None, by: By = Period.MONTH
    ) -> Raw[bytes]:
        """Finance and operations get all, an agency itself."""
        return paper(request.system.parts.tables.xlsx(_agencies(request, year, by)))

    @_file("/agencies/{agency_id:uuid}", "csv", "agency_report", "Get the report of an agency")
    def agency_csv(
        self,
        request: ApiRequest,
        agency_id: FromPath[UUID],
        year: Year = None,
        by: By = Period.MONTH,
    ) -> Raw[bytes]:
        """By period; the agency itself may ask, finance and operations."""
        return paper(request.system.parts.tables.csv(_agencies(request, year, by, agency_id)))

    @_file("/agencies/{agency_id:uuid}", "xlsx", "agency_report", "Get the report of an agency")
    def agency_xlsx(
        self,
        request: ApiRequest,
        agency_id: FromPath[UUID],
        year: Year = None,
        by: By = Period.MONTH,
    ) -> Raw[bytes]:
        """By period; the agency itself may ask, finance and operations."""
        return paper(request.system.parts.tables.xlsx(_agencies(request, year, by, agency_id)))

    @_file("/agencies/{agency_id:uuid}/launches", "csv", "launches_report", "Get the launches")
    def launches_csv(
        self, request: ApiRequest, agency_id: FromPath[UUID], year: Year = None
    ) -> Raw[bytes]:
        """Of one agency, by date; itself may ask, finance and operations."""
        return paper(request.system.parts.tables.csv(_launches(request, year, agency_id)))

    @_file("/agencies/{agency_id:uuid}/launches", "xlsx", "launches_report", "Get the launches")
    def launches_xlsx(
        self, request: ApiRequest, agency_id: FromPath[UUID], year: Year = None
    ) -> Raw[bytes]:
        """Of one agency, by date; itself may ask, finance and operations."""
        return paper(request.system.parts.tables.xlsx(_launches(request, year, agency_id)))

    @_file("/operations", "csv", "operations_report", "Get the report of operations")
    def operations_csv(
        self, request: ApiRequest, year: Year = None, by: By = Period.MONTH
    ) -> Raw[bytes]:
        """By destination and period."""
        return paper(request.system.parts.tables.csv(_operations(request, year, by)))

    @_file("/operations", "xlsx", "operations_report", "Get the report of operations")
    def operations_xlsx(
        self, request: ApiRequest, year: Year = None, by: By = Period.MONTH
    ) -> Raw[bytes]:
        """By destination and period."""
        return paper(request.system.parts.tables.xlsx(_operations(request, year, by)))


def _annual(request: ApiRequest, year: int) -> Table:
    return annual_table(request.system.annual_report(request.by, year))


def _agencies(
    request: ApiRequest, year: int | None, by: Period, agency_id: UUID | None = None
) -> Table:
    wanted = None if agency_id is None else AgencyId(agency_id)
    report = request.system.agency_report(request.by, chosen_year(request, year), wanted)
    return agency_table(report, by)


def _launches(request: ApiRequest, year: int | None, agency_id: UUID) -> Table:
    wanted, chosen = AgencyId(agency_id), chosen_year(request, year)
    return launches_table(request.system.launches_report(request.by, chosen, wanted))


def _operations(request: ApiRequest, year: int | None, by: Period) -> Table:
    return operations_table(
        request.system.operations_report(request.by, chosen_year(request, year)), by
    )
