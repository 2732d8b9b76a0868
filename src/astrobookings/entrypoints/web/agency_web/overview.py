"""Where an agency lands: what there is to do next."""

from attrs import frozen
from litestar import Controller, Response, get

from astrobookings.application.finance.views import InvoiceView
from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.finance.invoices import OPEN_INVOICES
from astrobookings.domain.finance.reports import AgencyFigures
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.entrypoints.system import System
from astrobookings.entrypoints.web.agency_web.finding import awaiting_report, next_launches
from astrobookings.entrypoints.web.rendering import page
from astrobookings.entrypoints.web.requests import WebRequest

__all__ = ["OverviewController"]

_FEW = 5
"""Rows of each list; the rest is a click away."""


@frozen
class Step:
    """One step from registering to the first launch."""

    name: str
    done: bool
    says: str
    path: str = ""
    link: str = ""


class OverviewController(Controller):
    """The way to the first launch at the beginning, the day's business afterwards."""

    path = "/agency"

    @get(sync_to_thread=True)
    def overview(self, request: WebRequest) -> Response[str]:
        """The state of the account, and the ways on."""
        by, system = request.member(Standing.AGENCY), request.system
        agency = system.read_agency_profile(by)
        year = system.clock.now().year
        return page(
            request,
            "agency/overview.html",
            agency=agency,
            steps=_steps(system, by, agency),
            launches=next_launches(system, by, _FEW),
            waiting=awaiting_report(system, by),
            invoices=_open_invoices(system, by),
            year=year,
            figures=_figures(system, by, agency, year),
        )


def _steps(system: System, by: Principal, agency: Agency) -> tuple[Step, ...]:
    """The way to the first launch; nothing once it is behind."""
    launched = system.list_occupancy(by, OccupancyFilter(), OccupancySort.DATE, PageRequest(1))
    if launched.items and agency.status is not AgencyStatus.PENDING:
        return ()
    rockets = system.list_rockets(by, PageRequest(1)).items
    approved = agency.status is AgencyStatus.APPROVED
    return (
        Step("Confirm your address", done=True, says="Mails of ours reach you."),
        _profile_step(agency),
        _fleet_step(agency, fleet=bool(rockets)),
        Step(
            "Get approved",
            done=approved,
            says="You may publish launches."
            if approved
            else "We look at every new agency; a mail tells you the outcome. Nothing to do here.",
        ),
        _launch_step(approved=approved, fleet=bool(rockets)),
    )


def _profile_step(agency: Agency) -> Step:
    if agency.description:
        return Step("Tell who you are", done=True, says="Company, contact and tax data are there.")
    if not agency.version:
        return Step(
            "Tell who you are",
            done=False,
            says="Your registration is being taken over; it can be edited in a moment.",
        )
    return Step(
        "Tell who you are",
        done=False,
        says="Company, contact and tax data are there. A description is still missing.",
        path="/agency/profile/edit",
        link="Describe your agency",
    )


def _fleet_step(agency: Agency, *, fleet: bool) -> Step:
    if fleet:
        return Step("Enter your fleet", done=True, says="Rockets are there to plan with.")
    if not agency.version:
        return Step("Enter your fleet", done=False, says="Possible in a moment, too.")
    early = agency.status is AgencyStatus.PENDING
    says = "You need not wait for the approval with this." if early else "No launch without one."
    return Step(
        "Enter your fleet",
        done=False,
        says=says,
        path="/agency/rockets/new",
        link="Add a rocket",
    )


def _launch_step(*, approved: bool, fleet: bool) -> Step:
    ready = approved and fleet
    return Step(
        "Publish your first launch",
        done=False,
        says="Choose a rocket, a destination and a spaceport, and it is on sale."
        if ready
        else "Comes after the steps above.",
        path="/agency/launches/new" if ready else "",
        link="Plan a launch" if ready else "",
    )


def _open_invoices(system: System, by: Principal) -> tuple[InvoiceView, ...]:
    unpaid = InvoiceFilter(statuses=OPEN_INVOICES)
    return system.list_invoices(by, unpaid, InvoiceSort.DUE, PageRequest(_FEW)).items


def _figures(system: System, by: Principal, agency: Agency, year: int) -> AgencyFigures | None:
    """What the launches of *year* came to so far; None while there is no agency on record."""
    return system.agency_report(by, year).total if agency.version else None
