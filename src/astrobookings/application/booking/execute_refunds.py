"""Giving travelers their money back, once (story 2.5)."""

import logging

from attrs import evolve, frozen

from astrobookings.application.booking.events import ids_of
from astrobookings.application.ports.bookings import Bookings
from astrobookings.application.ports.charges import Charges
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.gateway import Gateway
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.refunds import Refunds
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.receipting import Receipting
from astrobookings.domain.booking import ledger as entries
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.booking.events import RefundExecuted, RefundFailed
from astrobookings.domain.booking.policies import BookingPolicies
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import (
    NoSuchRefundMove,
    Refund,
    RefundPart,
    RefundStatus,
    claim,
    failed,
    succeeded,
)
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.errors import Refused

__all__ = ["ExecuteRefunds"]

_log = logging.getLogger(__name__)


@frozen
class ExecuteRefunds:
    """Executes due refunds; each is claimed under a lease and looked up before it is repeated."""

    refunds: Refunds
    charges: Charges
    bookings: Bookings
    ledger: Ledger
    gateway: Gateway
    receipting: Receipting
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    policies: BookingPolicies

    def __call__(self, by: Principal, limit: int = 50) -> int:
        """Execute up to *limit* due refunds; how many succeeded.

        Raises:
            NotAllowed: only the platform itself executes refunds.
        """
        authorize(by, Action.RUN_JOBS)
        due = self.refunds.due(self.clock.now(), limit)
        return sum(self._execute(by, refund) for refund in due)

    def _execute(self, by: Principal, due: Refund) -> bool:
        refund = self._claim(by, due)
        if refund is None:
            return False
        try:
            parts = self._give_back(refund)
        except (GatewaySilent, Refused) as error:
            _log.warning("refund %s was not executed: %s", refund.id, error)
            self._failed(by, refund, str(error))
            return False
        self._succeeded(by, refund, parts)
        return True

    def _claim(self, by: Principal, due: Refund) -> Refund | None:
        now = self.clock.now()
        with self.operations(by.origin("execute-refund", now)):
            try:
                claimed = claim(self.refunds.lock(due.id), now, self.policies.charges)
            except NoSuchRefundMove:
                return None
            return self.refunds.save(claimed)

    def _give_back(self, refund: Refund) -> tuple[RefundPart, ...]:
        done = {one.charge_provider_id: one for one in self.gateway.refunds(refund.id)}
        parts = []
        for part in refund.parts:
            provider_id = self.charges.get(part.charge_id).provider_id
            if provider_id is None:
                raise ValueError("a refunded charge was never at the gateway")
            made = done.get(provider_id) or self.gateway.refund(provider_id, refund.id, part.amount)
            parts.append(evolve(part, provider_refund_id=made.provider_refund_id))
        return tuple(parts)

    def _succeeded(self, by: Principal, refund: Refund, parts: tuple[RefundPart, ...]) -> None:
        now = self.clock.now()
        with self.operations(by.origin("execute-refund", now)):
            current = self.refunds.lock(refund.id)
            if current.status is not RefundStatus.EXECUTING:
                return
            done = self.refunds.save(succeeded(current, parts, now))
            self.ledger.post(entries.refund_executed(self.ids.new(), done, now))
            booking = self.bookings.get(done.booking_id)
            self.receipting.issue(ReceiptKind.REFUND, done.id, booking, done.amount, now)
            event = RefundExecuted(*ids_of(booking), done.id, done.amount)
            self.operations_outbox.add(event)

    def _failed(self, by: Principal, refund: Refund, error: str) -> None:
        now = self.clock.now()
        with self.operations(by.origin("execute-refund", now)):
            current = self.refunds.lock(refund.id)
            if current.status is not RefundStatus.EXECUTING:
                return
            left = self.refunds.save(failed(current, error, now, self.policies.charges))
            if left.status is RefundStatus.FAILED:
                booking = self.bookings.get(left.booking_id)
                event = RefundFailed(*ids_of(booking), left.id, left.amount)
                self.operations_outbox.add(event)
