"""A financial operator pays a refund by hand (story 3.7)."""

from attrs import frozen

from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.gateway import Gateway
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.refunds import Refunds
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.receipting import Receipting
from astrobookings.domain.booking import ledger as entries
from astrobookings.domain.booking.errors import RefundPartlyMade
from astrobookings.domain.booking.events import RefundExecuted
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import Refund, by_hand, settled_by_hand
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.entities import check_version
from astrobookings.domain.kernel.errors import refuse_faults
from astrobookings.domain.kernel.ids import RefundId
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["SettleRefund"]


@frozen
class SettleRefund:
    """Note that a refund was transferred to the traveler; the gateway is not asked any more."""

    refunds: Refunds
    bookings: Bookings
    gateway: Gateway
    ledger: Ledger
    receipting: Receipting
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, refund_id: RefundId, reference: str) -> Refund:
        """The refund, settled by hand under *reference*.

        Raises:
            NotSignedIn, NotAllowed: only financial operators settle.
            NotFound: no such refund.
            Invalid: no reference.
            NoSuchRefundMove: it is being executed, or done.
            RefundPartlyMade: the gateway gave some of it back already.
            Stale: somebody else worked on it meanwhile.
            GatewaySilent: whether the gateway made it cannot be told now.
        """
        authorize(by, Action.PROCESS_REFUNDS)
        refuse_faults((text_fault("/reference", reference, longest=200),))
        seen = self.refunds.get(refund_id)
        now = self.clock.now()
        settled_by_hand(seen, reference.strip(), now)
        if not by_hand(seen) and self.gateway.refunds(refund_id):
            raise RefundPartlyMade
        with self.operations(by.origin("settle-refund", now)):
            refund = self.refunds.lock(refund_id)
            check_version(refund, seen.version, kind="refund")
            settled = self.refunds.save(settled_by_hand(refund, reference.strip(), now))
            self.ledger.post(entries.refund_settled(self.ids.new(), settled, now))
            booking = self.bookings.get(settled.booking_id)
            self.receipting.issue(ReceiptKind.REFUND, settled.id, booking, settled.amount, now)
            self.operations_outbox.add(
                RefundExecuted(
                    booking.id,
                    booking.launch_id,
                    booking.agency_id,
                    booking.traveler_id,
                    settled.id,
                    settled.amount,
                )
            )
        return settled
