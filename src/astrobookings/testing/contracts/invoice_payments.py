"""What every adapter of `InvoicePayments` must do."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.booking.errors import KeyInUse
from astrobookings.domain.finance.payments import (
    InvoicePayment,
    PaymentKey,
    PaymentKind,
    PaymentStatus,
)
from astrobookings.domain.kernel.ids import InvoiceId
from astrobookings.testing.builders import NOW, an_invoice, an_invoice_payment, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["InvoicePaymentsContract"]

MINUTE = timedelta(minutes=1)


def a_key(**fields: Any) -> PaymentKey:
    return PaymentKey(**{"user_id": fresh_id(), "key": "k", "digest": "0" * 64, **fields})


class InvoicePaymentsContract(
    SavesContract[OperationsHarness, InvoicePayment],
    ChangesContract[OperationsHarness, InvoicePayment],
    LocksContract[OperationsHarness, InvoicePayment],
    TellsAbsenceContract[OperationsHarness],
):
    """Payments by invoice and key."""

    kind = "invoice_payment"

    def make(self, store: OperationsHarness, /, **fields: Any) -> InvoicePayment:
        if "invoice_id" not in fields:
            launch = store.given_launch()
            with store.writing():
                invoice = an_invoice(launch_id=launch.id, agency_id=launch.agency_id)
                fields["invoice_id"] = store.invoices.issue(invoice).id
        with store.writing():
            return store.invoice_payments.add(an_invoice_payment(**fields))

    def changed(self, entity: InvoicePayment, /) -> InvoicePayment:
        return evolve(entity, status=PaymentStatus.REQUIRES_ACTION, next_action="/act")

    def save(self, store: OperationsHarness, entity: InvoicePayment, /) -> InvoicePayment:
        return store.invoice_payments.save(entity)

    def read(self, store: OperationsHarness, key: Any, /) -> InvoicePayment:
        return store.invoice_payments.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> InvoicePayment:
        return store.invoice_payments.lock(key)

    def test_payments_of_an_invoice_come_oldest_first(self, store: OperationsHarness) -> None:
        young = self.make(store, created_at=NOW + MINUTE)
        old = self.make(store, invoice_id=young.invoice_id)
        self.make(store)

        assert list(store.invoice_payments.of_invoice(young.invoice_id)) == [old, young]
        assert list(store.invoice_payments.of_invoice(InvoiceId(fresh_id()))) == []

    def test_a_recorded_transfer_keeps_all_it_says(self, store: OperationsHarness) -> None:
        made = self.make(
            store,
            kind=PaymentKind.RECORDED,
            status=PaymentStatus.RECEIVED,
            received_at=NOW,
            lease_until=None,
            reference="TRF 7",
            key=a_key(),
        )

        assert store.invoice_payments.get(made.id) == made

    def test_a_key_pays_an_invoice_once(self, store: OperationsHarness) -> None:
        key = a_key()
        made = self.make(store, key=key)
        other_digest, other_user = evolve(key, digest="1" * 64), evolve(key, user_id=fresh_id())

        with pytest.raises(KeyInUse):
            self.make(store, invoice_id=made.invoice_id, key=other_digest)
        self.make(store, invoice_id=made.invoice_id, key=other_user)
        self.make(store, key=key)
        self.make(store, invoice_id=made.invoice_id, key=None)
        self.make(store, invoice_id=made.invoice_id, key=None)

        find = store.invoice_payments.find_by_key
        assert find(made.invoice_id, key) == made
        assert find(made.invoice_id, other_digest) == made
        assert find(made.invoice_id, a_key(key="other")) is None
        assert find(InvoiceId(fresh_id()), key) is None

    def test_of_many_with_one_key_one_pays(self, store: OperationsHarness) -> None:
        first = self.make(store)
        key = a_key()

        def pay() -> bool:
            try:
                self.make(store, invoice_id=first.invoice_id, key=key)
            except KeyInUse:
                return False
            return True

        assert sum(at_once([partial(pay) for _ in range(4)])) == 1

    def test_a_payment_is_abandoned_when_its_lease_is_over(self, store: OperationsHarness) -> None:
        late = self.make(store, lease_until=NOW + MINUTE)
        early = self.make(store, lease_until=NOW, status=PaymentStatus.REQUIRES_ACTION)
        for done in (PaymentStatus.RECEIVED, PaymentStatus.FAILED, PaymentStatus.RETURNED):
            self.make(store, lease_until=NOW, status=done)

        assert list(store.invoice_payments.abandoned(NOW, 9)) == [early]
        assert list(store.invoice_payments.abandoned(NOW + MINUTE, 9)) == [early, late]
        assert list(store.invoice_payments.abandoned(NOW + MINUTE, 1)) == [early]
