"""An agency's year in money and seats (story 3.6)."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from litestar import Controller, Response, get

from astrobookings.application.finance.report_tables import agency_table, launches_table
from astrobookings.application.finance.report_years import check_year
from astrobookings.application.ports.tables import CSV, XLSX, Table
from astrobookings.domain.finance.reports import AgencyFigures, AgencyReport, Period
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.entrypoints.http.replies import paper
from astrobookings.entrypoints.web.agency_web.choices import PERIODS
from astrobookings.entrypoints.web.agency_web.reading import one_of
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["ReportsController"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@frozen
class _Line:
    """One period of the year."""

    name: str
    figures: AgencyFigures
    height: float
    """Of its column, 0 to 100: the share of the best period's revenue."""


class ReportsController(Controller):
    """Amounts in USD; launches belong to the month of their date in UTC."""

    path = "/agency/reports"

    @get(sync_to_thread=True)
    def reports(self, request: WebRequest) -> Response[str]:
        """The year by month, quarter or as a whole, and launch by launch."""
        by, system = request.member(Standing.AGENCY), request.system
        form = Form({name: request.asked.value(name) for name in ("year", "by")})
        try:
            year, period = _chosen(request, form)
        except Invalid as error:
            form = form.refused(error)
            year, period = system.clock.now().year, Period.MONTH
        form = form.with_values(year=form.value("year") or str(year), by=period.value)
        agency = system.read_agency_profile(by)
        known = bool(agency.version)  # registered, but not taken over yet
        return page(
            request,
            "agency/reports.html",
            form=form,
            year=year,
            period=period,
            periods=PERIODS,
            total=system.agency_report(by, year).total if known else AgencyFigures(),
            lines=_lines(system.agency_report(by, year), period) if known else (),
            launches=system.launches_report(by, year, agency.id).lines if known else (),
            query=f"year={year}&by={period.value}",
        )

    @get("/periods.csv", media_type=CSV, sync_to_thread=True)
    def periods_csv(self, request: WebRequest) -> Response[Any]:
        """The periods of the year as plain lines."""
        return paper(request.system.parts.tables.csv(_periods(request)))

    @get("/periods.xlsx", media_type=XLSX, sync_to_thread=True)
    def periods_xlsx(self, request: WebRequest) -> Response[Any]:
        """The periods of the year as a workbook."""
        return paper(request.system.parts.tables.xlsx(_periods(request)))

    @get("/launches.csv", media_type=CSV, sync_to_thread=True)
    def launches_csv(self, request: WebRequest) -> Response[Any]:
        """The launches of the year as plain lines."""
        return paper(request.system.parts.tables.csv(_launches(request)))

    @get("/launches.xlsx", media_type=XLSX, sync_to_thread=True)
    def launches_xlsx(self, request: WebRequest) -> Response[Any]:
        """The launches of the year as a workbook."""
        return paper(request.system.parts.tables.xlsx(_launches(request)))


def _chosen(request: WebRequest, form: Form) -> tuple[int, Period]:
    """The year and how it is divided; the present one by months if nothing is said.

    Raises:
        Invalid: no year that launches fly in, or no such division.
    """
    year = form.whole("year") if form.value("year") else request.system.clock.now().year
    check_year(year)
    return year, one_of(form, "by", Period) or Period.MONTH


def _periods(request: WebRequest) -> Table:
    by, (year, period) = request.member(Standing.AGENCY), _chosen(request, request.asked)
    return agency_table(request.system.agency_report(by, year), period)


def _launches(request: WebRequest) -> Table:
    by, (year, _) = request.member(Standing.AGENCY), _chosen(request, request.asked)
    return launches_table(request.system.launches_report(by, year, AgencyId(signed_in(by))))


def _lines(report: AgencyReport, period: Period) -> Sequence[_Line]:
    found = report.by(period)
    best = max((figures.revenue.cents for *_, figures in found), default=0)
    return [
        _Line(
            _named(period, number, report.year),
            figures,
            max(0.0, 100 * figures.revenue.cents / best) if best > 0 else 0.0,
        )
        for _, _, _, number, figures in found
    ]


def _named(period: Period, number: int, year: int) -> str:
    if period is Period.MONTH:
        return _MONTHS[number - 1]
    return f"Quarter {number}" if period is Period.QUARTER else str(year)
