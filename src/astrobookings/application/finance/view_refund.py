"""A financial operator looks at one refund (story 3.7)."""

from attrs import frozen

from astrobookings.application.ports.refunds import Refunds
from astrobookings.domain.booking.refunds import Refund
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import RefundId

__all__ = ["ViewRefund"]


@frozen
class ViewRefund:
    """One refund with its state."""

    refunds: Refunds

    def __call__(self, by: Principal, refund_id: RefundId) -> Refund:
        """Raises: NotSignedIn, NotAllowed; NotFound: no such refund."""
        authorize(by, Action.PROCESS_REFUNDS)
        return self.refunds.get(refund_id)
