"""A financial operator has a refund tried again (story 3.7)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.refunds import Refunds
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.refunds import Refund, retried
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import RefundId

__all__ = ["RetryRefund"]


@frozen
class RetryRefund:
    """Put a refund that was given up back into the queue, due at once."""

    refunds: Refunds
    operations: Transactions
    clock: Clock

    def __call__(self, by: Principal, refund_id: RefundId) -> Refund:
        """The refund, pending again.

        Raises:
            NotSignedIn, NotAllowed: only financial operators retry.
            NotFound: no such refund.
            NoSuchRefundMove: it was not given up, or is only to be settled by hand.
        """
        authorize(by, Action.PROCESS_REFUNDS)
        now = self.clock.now()
        with self.operations(by.origin("retry-refund", now)):
            return self.refunds.save(retried(self.refunds.lock(refund_id), now))
