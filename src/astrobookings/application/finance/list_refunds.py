"""A financial operator looks at the queue of refunds (story 3.7)."""

from attrs import frozen

from astrobookings.application.ports.refunds import Refunds
from astrobookings.domain.booking.refunds import Refund, RefundStatus
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import AgencyId, UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["ListRefunds"]


@frozen
class ListRefunds:
    """Refunds of everybody, oldest first."""

    refunds: Refunds

    def __call__(
        self,
        by: Principal,
        page: PageRequest,
        *,
        status: RefundStatus | None = None,
        agency_id: AgencyId | None = None,
        traveler_id: UserId | None = None,
    ) -> Page[Refund]:
        """One page.

        Raises:
            NotSignedIn, NotAllowed: only financial operators see the queue.
            Invalid: a cursor of another list.
        """
        authorize(by, Action.PROCESS_REFUNDS)
        return self.refunds.list(
            page,
            statuses=None if status is None else frozenset({status}),
            agency_id=agency_id,
            traveler_id=traveler_id,
        )
