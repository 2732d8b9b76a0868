"""How full the launches are (story 1.4)."""

from attrs import frozen
from litestar import Controller, Response, get

from astrobookings.application.ports.occupancies import (
    LaunchOccupancy,
    OccupancyFilter,
    OccupancySort,
)
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.agency_web.choices import (
    DESTINATIONS,
    OCCUPANCY_ORDERS,
    STATUSES,
    VIABLE,
)
from astrobookings.entrypoints.web.agency_web.finding import FIELDS, launch_filter
from astrobookings.entrypoints.web.agency_web.reading import every
from astrobookings.entrypoints.web.forms import Form
from astrobookings.entrypoints.web.rendering import page, pages
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["OccupancyController"]


@frozen(kw_only=True)
class Totals:
    """The figures of all launches that a filter lets through."""

    launches: int = 0
    viable: int = 0
    seats_total: int = 0
    sold: int = 0
    held: int = 0

    @property
    def left(self) -> int:
        return self.seats_total - self.sold - self.held

    @property
    def rate(self) -> float:
        """The share of seats sold, 0 to 1."""
        return self.sold / self.seats_total if self.seats_total else 0.0

    def plus(self, one: LaunchOccupancy) -> "Totals":
        seats = one.occupancy
        return Totals(
            launches=self.launches + 1,
            viable=self.viable + seats.viable,
            seats_total=self.seats_total + seats.seats_total,
            sold=self.sold + seats.sold,
            held=self.held + seats.held,
        )


class OccupancyController(Controller):
    """Every launch with its seats; the figures keep up while the page is looked at."""

    path = "/agency/occupancy"

    @get(sync_to_thread=True)
    def board(self, request: WebRequest) -> Response[str]:
        """Sorted and filtered by what is in the address."""
        by, system = request.member(Standing.AGENCY), request.system
        form = Form({name: request.asked.value(name) for name in FIELDS})
        found, sums = None, Totals()
        try:
            filter_, sort = launch_filter(form)
            sort = sort or OccupancySort.DATE
            found = system.list_occupancy(by, filter_, sort, request.listed())
            sums = _totals(system, by, filter_)
        except Invalid as error:
            form = form.refused(error)
        return page(
            request,
            "agency/occupancy.html",
            form=form,
            launches=found.items if found else (),
            totals=sums,
            statuses=STATUSES,
            destinations=DESTINATIONS,
            viable=VIABLE,
            orders=OCCUPANCY_ORDERS,
            pages=pages(request, found),
        )


def _totals(system: System, by: Principal, filter_: OccupancyFilter) -> Totals:
    sums = Totals()
    for one in every(lambda wanted: system.list_occupancy(by, filter_, OccupancySort.DATE, wanted)):
        sums = sums.plus(one)
    return sums
