"""Reports of finance and operations (stories 3.4, 3.5, 3.6, 3.8)."""

from typing import Annotated
from uuid import UUID

from litestar import Controller, get
from litestar.params import FromPath, QueryParameter

from astrobookings.application.finance.report_tables import annual_chart
from astrobookings.domain.finance.reports import Period
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.entrypoints.http.auth import MEMBERS_ONLY
from astrobookings.entrypoints.http.finance import report_answers as answers
from astrobookings.entrypoints.http.openapi import BEARER, problems_of
from astrobookings.entrypoints.http.replies import Raw, Reply, paper
from astrobookings.entrypoints.http.requests import ApiRequest

__all__ = ["By", "ReportsController", "Year", "chosen_year"]


Year = Annotated[
    int | None,
    QueryParameter(
        name="year", ge=2000, le=2999, description="In UTC; the present one if left out."
    ),
]
By = Annotated[Period, QueryParameter(name="by", description="How finely the year is divided.")]


class ReportsController(Controller):
    """As things stand when asked."""

    path = "/reports"
    opt = MEMBERS_ONLY
    security = BEARER

    @get(
        "/annual/{year:int}",
        operation_id="annual_report",
        summary="Get the annual report",
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )
    def annual(self, request: ApiRequest, year: FromPath[int]) -> Reply[answers.AnnualReportAnswer]:
        """Received, pending and projected revenue, by agency and by month."""
        return Reply(answers.annual(request.system.annual_report(request.by, year)))

    @get(
        "/annual/{year:int}/chart.svg",
        operation_id="annual_chart",
        summary="Get the annual report as a chart",
        media_type="image/svg+xml",
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )
    def annual_chart(self, request: ApiRequest, year: FromPath[int]) -> Raw[bytes]:
        """Its figures are `by_month` of the report."""
        report = request.system.annual_report(request.by, year)
        return paper(request.system.parts.charts.bars(annual_chart(report)))

    @get(
        "/agencies",
        operation_id="agencies_report",
        summary="Get the report of agencies",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def agencies(
        self, request: ApiRequest, year: Year = None, by: By = Period.MONTH
    ) -> Reply[answers.AgencyReportAnswer]:
        """Finance and operations see all, an agency itself."""
        return Reply(
            answers.agencies(
                request.system.agency_report(request.by, chosen_year(request, year)), by
            )
        )

    @get(
        "/agencies/{agency_id:uuid}",
        operation_id="agency_report",
        summary="Get the report of an agency",
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )
    def agency(
        self,
        request: ApiRequest,
        agency_id: FromPath[UUID],
        year: Year = None,
        by: By = Period.MONTH,
    ) -> Reply[answers.AgencyReportAnswer]:
        """Launches, seats, revenue, refunds, fees, and what was paid."""
        report = request.system.agency_report(
            request.by, chosen_year(request, year), AgencyId(agency_id)
        )
        return Reply(answers.agencies(report, by))

    @get(
        "/agencies/{agency_id:uuid}/launches",
        operation_id="launches_report",
        summary="Get the report of an agency launch by launch",
        sync_to_thread=True,
        responses=problems_of(403, 404, 422),
    )
    def launches(
        self, request: ApiRequest, agency_id: FromPath[UUID], year: Year = None
    ) -> Reply[answers.LaunchesReportAnswer]:
        """By date; the agency itself may ask, finance and operations."""
        wanted, chosen = AgencyId(agency_id), chosen_year(request, year)
        return Reply(answers.launches(request.system.launches_report(request.by, chosen, wanted)))

    @get(
        "/operations",
        operation_id="operations_report",
        summary="Get the report of operations",
        sync_to_thread=True,
        responses=problems_of(403, 422),
    )
    def operations(
        self, request: ApiRequest, year: Year = None, by: By = Period.MONTH
    ) -> Reply[answers.OperationsReportAnswer]:
        """Launches, occupancy, bookings and cancellations, by destination."""
        return Reply(
            answers.operations(
                request.system.operations_report(request.by, chosen_year(request, year)), by
            )
        )


def chosen_year(request: ApiRequest, year: int | None) -> int:
    """The year asked for, or that of now."""
    return request.system.clock.now().year if year is None else year
