"""What waits for an employee, by position, in figures of now."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import frozen

from astrobookings.application.booking.list_bookings import BookingQuery
from astrobookings.application.ports.invoices import InvoiceFilter, InvoiceSort
from astrobookings.application.ports.occupancies import OccupancyFilter, OccupancySort
from astrobookings.application.ports.testimonials import TestimonialFilter, TestimonialSort
from astrobookings.domain.agencies.agency import AgencyStatus
from astrobookings.domain.agencies.launch import OPEN as OPEN_LAUNCHES
from astrobookings.domain.agencies.launch import LaunchStatus
from astrobookings.domain.booking.booking import BookingStatus
from astrobookings.domain.booking.refunds import RefundStatus
from astrobookings.domain.booking.testimonials import TestimonialStatus
from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.pages import MAX_LIMIT, Page, PageRequest
from astrobookings.domain.monitoring.alerts import AlertStatus
from astrobookings.domain.notifications.notification import NotificationStatus
from astrobookings.domain.sync.conflicts import ConflictStatus
from astrobookings.domain.sync.runs import SyncSet, SyncStatus
from astrobookings.entrypoints.system import System

__all__ = ["Thing", "things_to_do"]

_ALL = PageRequest(MAX_LIMIT)
"""Who has more to do than this is told that it is at least so much."""


@frozen
class Thing:
    """So many records that wait for a hand, and where they are looked after."""

    count: int | None
    """None: their store does not answer."""
    figure: str
    """`12`, or `200+` when there are more than are counted."""
    says: str
    """`invoices overdue`."""
    do: str
    path: str


_Count = Callable[[System, Principal], tuple[int, bool]]


@frozen
class _Watch:
    """How one kind of thing is counted and told."""

    count: _Count
    noun: str
    nouns: str
    state: str
    do: str
    path: str
    """May name `{due}`: the last day whose launches should have been reported."""

    def look(self, system: System, by: Principal) -> Thing:
        path = self.path.format(due=_report_due(system).date())
        try:
            count, more = self.count(system, by)
        except Unavailable:
            says = f"Nobody can tell now how many {self.nouns} are {self.state}"
            return Thing(None, "?", says, self.do, path)
        noun = self.noun if count == 1 else self.nouns
        figure = f"{count:,}+" if more else f"{count:,}"
        return Thing(count, figure, f"{noun} {self.state}", self.do, path)


def things_to_do(system: System, by: Principal) -> tuple[Thing, ...]:
    """What waits for somebody of the position of *by*; nothing that there is none of."""
    return tuple(_waiting(system, by))


def _waiting(system: System, by: Principal) -> Iterator[Thing]:
    for watch in (*_OF[by.standing], _UNREAD):
        thing = watch.look(system, by)
        if thing.count is None or thing.count:
            yield thing


def _counted(page: Page[Any]) -> tuple[int, bool]:
    return len(page.items), page.next is not None


def _testimonials(system: System, by: Principal) -> tuple[int, bool]:
    pending = TestimonialFilter(status=TestimonialStatus.PENDING)
    return _counted(system.list_testimonials(by, pending, TestimonialSort.OLDEST, _ALL))


def _holds(system: System, by: Principal) -> tuple[int, bool]:
    return _counted(system.list_bookings(by, BookingQuery(status=BookingStatus.HELD), _ALL))


def _overdue(system: System, by: Principal) -> tuple[int, bool]:
    overdue = InvoiceFilter(overdue_on=system.clock.now().date())
    return _counted(system.list_invoices(by, overdue, InvoiceSort.DUE, _ALL))


def _stuck_refunds(system: System, by: Principal) -> tuple[int, bool]:
    return _counted(system.list_refunds(by, _ALL, status=RefundStatus.FAILED))


def _new_agencies(system: System, by: Principal) -> tuple[int, bool]:
    return _counted(system.list_agencies(by, _ALL, AgencyStatus.PENDING))


def _unreported(status: LaunchStatus) -> _Count:
    """Launches of an open *status* that flew longer ago than agencies may take to report."""

    def count(system: System, by: Principal) -> tuple[int, bool]:
        due = OccupancyFilter(status=status, to_date=_report_due(system))
        return _counted(system.list_occupancy(by, due, OccupancySort.DATE, _ALL))

    return count


def _report_due(system: System) -> datetime:
    """What lifted off before should have been reported."""
    return system.clock.now() - system.parts.reporting.within


def _alerts(system: System, by: Principal) -> tuple[int, bool]:
    return _counted(system.list_alerts(by, _ALL, AlertStatus.OPEN))


def _failed_mails(system: System, by: Principal) -> tuple[int, bool]:
    return system.view_queue(by).counts[NotificationStatus.FAILED], False


def _dead_letters(system: System, by: Principal) -> tuple[int, bool]:
    return _counted(system.list_dead_letters(by, _ALL))


def _failed_runs(system: System, by: Principal) -> tuple[int, bool]:
    """Sets whose last run came to no end."""
    newest = [system.list_sync_runs(by, PageRequest(1), which=one).items for one in SyncSet]
    return sum(run.status is SyncStatus.FAILED for runs in newest for run in runs), False


def _conflicts(system: System, by: Principal) -> tuple[int, bool]:
    return _counted(system.list_sync_conflicts(by, _ALL, status=ConflictStatus.OPEN))


def _unread(system: System, by: Principal) -> tuple[int, bool]:
    return system.list_notices(by, PageRequest(1), unread=True).unread, False


_TESTIMONIALS = _Watch(
    _testimonials,
    "testimonial",
    "testimonials",
    "waiting to be read and decided on",
    "Moderate testimonials",
    "/system/testimonials?status=pending",
)
_UNREAD = _Watch(
    _unread,
    "message",
    "messages",
    "not read yet",
    "Read your messages",
    "/system/notifications",
)
_OF: Mapping[Standing, tuple[_Watch, ...]] = {
    Standing.CUSTOMER_SERVICE: (
        _TESTIMONIALS,
        _Watch(
            _holds,
            "booking",
            "bookings",
            "held and not paid yet",
            "See the holds",
            "/system/bookings?status=held",
        ),
    ),
    Standing.FINANCE: (
        _Watch(
            _overdue,
            "invoice",
            "invoices",
            "overdue",
            "See overdue invoices",
            "/system/invoices?state=overdue",
        ),
        _Watch(
            _stuck_refunds,
            "refund",
            "refunds",
            "stuck at the payment gateway",
            "See stuck refunds",
            "/system/refunds?status=failed",
        ),
    ),
    Standing.OPERATIONS: (
        _Watch(
            _new_agencies,
            "agency",
            "agencies",
            "waiting to be approved",
            "See new agencies",
            "/system/agencies?status=pending",
        ),
        *(
            _Watch(
                _unreported(status),
                f"{status} launch",
                f"{status} launches",
                "past the date without a report",
                f"See {status} launches without a report",
                f"/system/launches?status={status}&to_date={{due}}",
            )
            for status in sorted(OPEN_LAUNCHES)
        ),
        _TESTIMONIALS,
    ),
    Standing.IT: (
        _Watch(
            _alerts,
            "alert",
            "alerts",
            "open",
            "See open alerts",
            "/system/alerts?status=open",
        ),
        _Watch(
            _failed_mails,
            "mail",
            "mails",
            "given up",
            "See failed mails",
            "/system/queue?status=failed",
        ),
        _Watch(
            _dead_letters,
            "dead letter",
            "dead letters",
            "waiting for another try",
            "See dead letters",
            "/system/dead-letters",
        ),
        _Watch(
            _failed_runs,
            "data set",
            "data sets",
            "not synchronized: the last run failed",
            "See failed runs",
            "/system/sync?status=failed",
        ),
        _Watch(
            _conflicts,
            "conflict",
            "conflicts",
            "waiting for a decision",
            "Decide on conflicts",
            "/system/sync/conflicts?status=open",
        ),
    ),
}
