"""An online payment of an invoice, brought to its end in steps that may each be the last."""

from contextlib import suppress
from datetime import datetime

from attrs import evolve, frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.gateway import Gateway, GatewayCharge, GatewayState
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.invoice_payments import InvoicePayments
from astrobookings.application.ports.invoices import Invoices
from astrobookings.application.ports.ledger import Ledger
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.finance import ledger as entries
from astrobookings.domain.finance.events import InvoicePaymentFailed, InvoicePaymentReceived
from astrobookings.domain.finance.invoices import payment_dropped
from astrobookings.domain.finance.payments import (
    UNDER_WAY,
    InvoicePayment,
    PaymentStatus,
    change_status,
)
from astrobookings.domain.finance.policies import FinancePolicies
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import ChargeId, InvoicePaymentId

__all__ = ["InvoicePaying"]

_AS_PAID = {
    GatewayState.OPENED: PaymentStatus.PENDING,
    GatewayState.AUTHORIZED: PaymentStatus.PENDING,
    GatewayState.REQUIRES_ACTION: PaymentStatus.REQUIRES_ACTION,
    GatewayState.CAPTURED: PaymentStatus.RECEIVED,
    GatewayState.DECLINED: PaymentStatus.FAILED,
    GatewayState.RELEASED: PaymentStatus.FAILED,
}


@frozen
class InvoicePaying:
    """Opens, confirms and captures; shared by paying and by settling what was interrupted."""

    invoices: Invoices
    invoice_payments: InvoicePayments
    ledger: Ledger
    gateway: Gateway
    operations: Transactions
    operations_outbox: Outbox
    clock: Clock
    ids: Ids
    finance: FinancePolicies

    def drive(self, by: Principal, payment: InvoicePayment) -> InvoicePayment:
        """*payment*, just begun, as far as the gateway takes it; silence leaves it under way."""
        with suppress(GatewaySilent):
            charge_id = ChargeId(payment.id)
            seen = self.gateway.open(charge_id, payment.amount, payment.method)
            self._note(by, payment.id, seen)
            if seen.state is GatewayState.OPENED:
                seen = self.gateway.confirm(seen.provider_id)
            self._end(by, payment.id, seen)
        return self.invoice_payments.get(payment.id)

    def resume(self, by: Principal, payment_id: InvoicePaymentId) -> None:
        """Go on with an interrupted payment from what the gateway says of it.

        One that was never confirmed is given up; one whose payer is asked to act is waited for a
        while.

        Raises:
            GatewaySilent: try again later.
        """
        payment = self._claim(by, payment_id)
        if payment is None:
            return
        if payment.provider_id is None:
            self._note(by, payment_id, None)
            return
        seen = self.gateway.retrieve(payment.provider_id)
        if seen.state is GatewayState.OPENED or self._waited_enough(payment, seen):
            seen = self.gateway.release(payment.provider_id)
        self._end(by, payment_id, seen)

    def _waited_enough(self, payment: InvoicePayment, seen: GatewayCharge) -> bool:
        waiting = seen.state is GatewayState.REQUIRES_ACTION
        return waiting and self.clock.now() >= payment.created_at + self.finance.payer_has

    def _end(self, by: Principal, payment_id: InvoicePaymentId, seen: GatewayCharge) -> None:
        if seen.state is GatewayState.AUTHORIZED:
            self._note(by, payment_id, seen)
            seen = self.gateway.capture(seen.provider_id)
        self._note(by, payment_id, seen)

    def _claim(self, by: Principal, payment_id: InvoicePaymentId) -> InvoicePayment | None:
        now = self.clock.now()
        with self.operations(by.origin("settle-invoice-payment", now)):
            payment = self.invoice_payments.lock(payment_id)
            if payment.status not in UNDER_WAY or _in_hand(payment, now):
                return None
            return self.invoice_payments.save(evolve(payment, lease_until=now + self.finance.lease))

    def _note(
        self, by: Principal, payment_id: InvoicePaymentId, seen: GatewayCharge | None
    ) -> None:
        """Write down what the gateway said; None for a payment it never heard of."""
        now = self.clock.now()
        with self.operations(by.origin("settle-invoice-payment", now)):
            invoice = self.invoices.lock(self.invoice_payments.get(payment_id).invoice_id)
            payment = self.invoice_payments.lock(payment_id)
            noted = _as_seen(payment, seen, now)
            if noted == payment:
                return
            noted = self.invoice_payments.save(noted)
            if noted.status in UNDER_WAY:
                return
            received = noted.status is PaymentStatus.RECEIVED
            invoice = self.invoices.save(payment_dropped(invoice, noted.amount, received=received))
            if received:
                entry = entries.payment_received(self.ids.new(), noted, invoice, now)
                self.ledger.post(entry)
                paid = InvoicePaymentReceived(invoice.id, invoice.agency_id, noted.id, noted.amount)
                self.operations_outbox.add(paid)
            else:
                reason = noted.decline_reason or "released"
                self.operations_outbox.add(
                    InvoicePaymentFailed(invoice.id, invoice.agency_id, noted.id, reason)
                )


def _in_hand(payment: InvoicePayment, now: datetime) -> bool:
    waits_for_payer = payment.status is PaymentStatus.REQUIRES_ACTION
    leased = payment.lease_until is not None and now < payment.lease_until
    return leased and not waits_for_payer


def _as_seen(payment: InvoicePayment, seen: GatewayCharge | None, now: datetime) -> InvoicePayment:
    if payment.status not in UNDER_WAY:
        return payment
    if seen is None:
        return change_status(payment, PaymentStatus.FAILED)
    noted = change_status(payment, _AS_PAID[seen.state])
    return evolve(
        noted,
        provider_id=seen.provider_id,
        reference=seen.provider_id,
        decline_reason=seen.decline_reason,
        next_action=seen.next_action,
        received_at=now if noted.status is PaymentStatus.RECEIVED else None,
    )
