"""What keeps an account from being closed."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from astrobookings.application.ports.booking_requests import BookingRequests
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.invoices import InvoiceFilter, Invoices, InvoiceSort
from astrobookings.application.ports.launches import Launches, LaunchFilter
from astrobookings.application.ports.refunds import Refunds
from astrobookings.application.ports.wishes import Wishes
from astrobookings.domain.agencies.launch import OPEN
from astrobookings.domain.booking.booking import LIVE
from astrobookings.domain.booking.refunds import RefundStatus
from astrobookings.domain.booking.wishes import WishStatus
from astrobookings.domain.finance.invoices import OPEN_INVOICES
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.roles import Role
from astrobookings.domain.kernel.ids import AgencyId, UserId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest

__all__ = ["OpenThings"]

_PAGE = PageRequest(MAX_LIMIT)
_OWED = frozenset({RefundStatus.PENDING, RefundStatus.EXECUTING, RefundStatus.FAILED})
_BOOKINGS, _REFUNDS = "bookings that are not over", "refunds that are not executed"


@frozen
class OpenThings:
    """Counts what is not over yet, each up to the largest page."""

    bookings: Bookings
    refunds: Refunds
    wishes: Wishes
    booking_requests: BookingRequests
    launches: Launches
    invoices: Invoices
    clock: Clock

    def __call__(self, account: Account) -> Mapping[str, int]:
        """How many things of each kind, by what they are called; none for employees."""
        match account.role:
            case Role.TRAVELER:
                return self._of_traveler(account.id)
            case Role.AGENCY:
                return self._of_agency(AgencyId(account.id))
            case Role.EMPLOYEE:
                return {}

    def _of_traveler(self, traveler: UserId) -> Mapping[str, int]:
        now, waiting = self.clock.now(), WishStatus.WAITING
        return {
            _BOOKINGS: _count(
                self.bookings.list(_PAGE, traveler_id=traveler, statuses=LIVE, now=now).items
            ),
            _REFUNDS: _count(self.refunds.list(_PAGE, traveler_id=traveler, statuses=_OWED).items),
            "wishes that wait for seats": _count(
                self.wishes.list(_PAGE, traveler_id=traveler, status=waiting).items
            ),
            "requests that wait to be booked": self.booking_requests.waiting_of(traveler),
        }

    def _of_agency(self, agency: AgencyId) -> Mapping[str, int]:
        now = self.clock.now()
        unpaid = InvoiceFilter(agency_id=agency, statuses=OPEN_INVOICES)
        return {
            "launches that are not over": sum(
                _count(self.launches.of_agency(agency, _PAGE, LaunchFilter(status=status)).items)
                for status in sorted(OPEN)
            ),
            _BOOKINGS: _count(
                self.bookings.list(_PAGE, agency_id=agency, statuses=LIVE, now=now).items
            ),
            _REFUNDS: _count(self.refunds.list(_PAGE, agency_id=agency, statuses=_OWED).items),
            "invoices that are not paid": _count(
                self.invoices.list(unpaid, InvoiceSort.OLDEST, _PAGE).items
            ),
        }


def _count(items: Iterable[object]) -> int:
    return sum(1 for _ in items)
