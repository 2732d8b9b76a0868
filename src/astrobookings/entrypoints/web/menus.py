"""Where each kind of person goes from any page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from astrobookings.domain.identity.permissions import Action
from astrobookings.domain.identity.roles import Standing

if TYPE_CHECKING:
    from astrobookings.entrypoints.web.requests import Viewer

__all__ = ["HOMES", "MenuItem", "home_of", "menu_of", "sections_of"]


@frozen
class MenuItem:
    path: str
    name: str
    needs: Action | None = None
    """The right without which nobody is shown the way."""
    about: str = ""
    """What is done there, in a sentence without its full stop."""

    def leads_to(self, path: str) -> bool:
        """Whether *path* is the page itself, or one beneath it."""
        home = self.path.count("/") == 1
        return path == self.path or (not home and path.startswith(f"{self.path}/"))


_EVERYBODY = (
    MenuItem("/", "Launches"),
    MenuItem("/testimonials", "Voices"),
    MenuItem("/about", "About"),
)
HOMES: Mapping[Standing, MenuItem] = {
    Standing.TRAVELER: MenuItem("/traveler", "My journeys"),
    Standing.AGENCY: MenuItem("/agency", "Agency"),
}
_EMPLOYEES = MenuItem("/system", "Workplace")

_SECTIONS: Mapping[str, tuple[MenuItem, ...]] = {
    "/traveler": (
        MenuItem("/traveler", "Next flights"),
        MenuItem("/traveler/bookings", "Bookings"),
        MenuItem("/traveler/wishes", "Wishes"),
        MenuItem("/traveler/notifications", "Messages"),
    ),
    "/agency": (
        MenuItem("/agency", "Overview"),
        MenuItem("/agency/launches", "Launches"),
        MenuItem("/agency/rockets", "Fleet"),
        MenuItem("/agency/occupancy", "Occupancy"),
        MenuItem("/agency/reports", "Reports"),
        MenuItem("/agency/invoices", "Invoices"),
        MenuItem("/agency/profile", "Profile"),
        MenuItem("/agency/notifications", "Messages"),
    ),
    "/system": (
        MenuItem("/system", "Overview"),
        MenuItem(
            "/system/bookings",
            "Bookings",
            Action.VIEW_BOOKINGS,
            "Find any booking, and act for whoever made it",
        ),
        MenuItem(
            "/system/travelers",
            "Travelers",
            Action.BOOK_ON_BEHALF,
            "Find a person, and book in the name of that person",
        ),
        MenuItem(
            "/system/testimonials",
            "Testimonials",
            Action.MODERATE_TESTIMONIALS,
            "Decide what is shown of what travelers wrote",
        ),
        MenuItem(
            "/system/users",
            "Users",
            Action.MANAGE_USERS,
            "Accounts of everybody, and employees to invite",
        ),
        MenuItem(
            "/system/agencies",
            "Agencies",
            Action.MANAGE_AGENCIES,
            "Approve, suspend and reinstate those who fly",
        ),
        MenuItem(
            "/system/spaceports", "Spaceports", Action.MANAGE_SPACEPORTS, "Where launches lift off"
        ),
        MenuItem(
            "/system/launches",
            "Launches",
            Action.CHANGE_LAUNCH_STATUS,
            "Occupancy and status of every agency's launches",
        ),
        MenuItem(
            "/system/invoices",
            "Invoices",
            Action.MANAGE_INVOICES,
            "What agencies owe, and what they paid",
        ),
        MenuItem(
            "/system/refunds",
            "Refunds",
            Action.PROCESS_REFUNDS,
            "What goes back to travelers, and what got stuck",
        ),
        MenuItem(
            "/system/reports/annual",
            "Annual report",
            Action.VIEW_ANNUAL_REPORT,
            "A year in money, with charts, to print or to calculate with",
        ),
        MenuItem(
            "/system/reports/agencies",
            "Revenue by agency",
            Action.VIEW_AGENCY_REPORTS,
            "Launches, revenue, fees and reliability",
        ),
        MenuItem(
            "/system/reports/operations",
            "Operations",
            Action.VIEW_OPERATIONS_REPORT,
            "Bookings, occupancy and cancellations",
        ),
        MenuItem(
            "/system/exports",
            "Exports",
            Action.EXPORT_RECORDS,
            "Records as files, made in the background",
        ),
        MenuItem(
            "/system/policies",
            "Policies",
            Action.MANAGE_POLICIES,
            "The figures the platform goes by, and when they change",
        ),
        MenuItem("/system/status", "Status", Action.VIEW_MONITORING, "Whether everything runs"),
        MenuItem(
            "/system/queue",
            "Mail queue",
            Action.MANAGE_NOTIFICATIONS,
            "Mails that wait, went out or failed",
        ),
        MenuItem(
            "/system/dead-letters",
            "Dead letters",
            Action.MANAGE_DEAD_LETTERS,
            "Events that nobody could handle",
        ),
        MenuItem(
            "/system/sync",
            "Synchronization",
            Action.VIEW_SYNC,
            "Copies between the stores, run by run",
        ),
        MenuItem(
            "/system/logs", "Logs", Action.VIEW_MONITORING, "What happened, searched and exported"
        ),
        MenuItem(
            "/system/metrics",
            "Metrics",
            Action.VIEW_MONITORING,
            "Rates, times and lags of the running platform",
        ),
        MenuItem("/system/alerts", "Alerts", Action.VIEW_MONITORING, "What is out of order"),
        MenuItem("/system/notifications", "Messages", about="What the platform tells you"),
    ),
    "/auth": (
        MenuItem("/auth/profile", "Profile"),
        MenuItem("/auth/security", "Sign-in and devices"),
        MenuItem("/auth/preferences", "Mails"),
        MenuItem("/auth/privacy", "Your data"),
    ),
}


def home_of(standing: Standing) -> MenuItem:
    """Where the role lands (design §6)."""
    return HOMES.get(standing, _EMPLOYEES)


def menu_of(viewer: "Viewer | None") -> tuple[MenuItem, ...]:
    """The menu of every page; visitors see what is public."""
    if viewer is None:
        return _EVERYBODY
    return (home_of(viewer.standing), *_EVERYBODY)


def sections_of(viewer: "Viewer | None", path: str) -> tuple[MenuItem, ...]:
    """The parts of the application that *path* is in, as far as *viewer* may enter them."""
    if viewer is None:
        return ()
    application = "/" + path.split("/", 2)[1]
    shown = _SECTIONS.get(application, ())
    return tuple(one for one in shown if one.needs is None or viewer.may(one.needs))
