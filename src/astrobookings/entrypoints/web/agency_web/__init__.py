"""AgencyWeb: fleet, launches and money of an agency."""

from astrobookings.domain.identity.roles import Standing
from astrobookings.entrypoints.web.agency_web.bookings import LaunchBookingsController
from astrobookings.entrypoints.web.agency_web.fleet import FleetController
from astrobookings.entrypoints.web.agency_web.invoices import InvoicesController
from astrobookings.entrypoints.web.agency_web.launch_status import LaunchStatusController
from astrobookings.entrypoints.web.agency_web.launches import LaunchesController
from astrobookings.entrypoints.web.agency_web.occupancy import OccupancyController
from astrobookings.entrypoints.web.agency_web.overview import OverviewController
from astrobookings.entrypoints.web.agency_web.planning import PlanningController
from astrobookings.entrypoints.web.agency_web.profile import ProfileController
from astrobookings.entrypoints.web.agency_web.reports import ReportsController
from astrobookings.entrypoints.web.messages import messages_controller

__all__ = ["PAGES"]

PAGES = (
    OverviewController,
    ProfileController,
    FleetController,
    LaunchesController,
    PlanningController,
    LaunchStatusController,
    LaunchBookingsController,
    OccupancyController,
    ReportsController,
    InvoicesController,
    messages_controller("/agency/notifications", Standing.AGENCY),
)
