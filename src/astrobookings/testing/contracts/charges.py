"""What every adapter of `Charges` must do."""

from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.booking.charges import UNSETTLED, Charge, ChargeStatus
from astrobookings.domain.booking.transfers import TransferRecorded
from astrobookings.domain.kernel.ids import AttemptId, BookingId
from astrobookings.domain.kernel.money import Money
from astrobookings.testing.builders import NOW, a_charge, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.records import (
    ChangesContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["ChargesContract"]

LEASE = timedelta(minutes=1)


class ChargesContract(
    SavesContract[OperationsHarness, Charge],
    ChangesContract[OperationsHarness, Charge],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, and charges by booking, attempt, provider's id, lease and launch."""

    kind = "charge"

    def make(self, store: OperationsHarness, /, **fields: Any) -> Charge:
        fields.setdefault("booking_id", None)
        fields["booking_id"] = fields["booking_id"] or store.given_hold().id
        with store.writing():
            return store.charges.add(a_charge(**fields))

    def changed(self, charge: Charge, /) -> Charge:
        return evolve(
            charge,
            status=ChargeStatus.SUCCEEDED,
            provider_id=f"pi_{charge.id}",
            refunded=Money.of("0.01"),
            next_action="https://bank.test/ok",
        )

    def save(self, store: OperationsHarness, charge: Charge, /) -> Charge:
        return store.charges.save(charge)

    def read(self, store: OperationsHarness, key: Any, /) -> Charge:
        return store.charges.get(key)

    def test_a_provider_s_id_is_of_one_charge(self, store: OperationsHarness) -> None:
        charge = self.make(store, provider_id="bank-transfer:TRF 1")

        with pytest.raises(TransferRecorded, match="TRF 1"):
            self.make(store, provider_id="bank-transfer:TRF 1")

        assert store.charges.find_by_provider_id("bank-transfer:TRF 1") == charge
        self.make(store, provider_id="bank-transfer:TRF 2")

    def test_of_many_at_once_one_has_the_provider_s_id(self, store: OperationsHarness) -> None:
        bookings = [store.given_hold().id for _ in range(4)]

        def add(booking_id: BookingId) -> Charge | None:
            with suppress(TransferRecorded):
                return self.make(store, booking_id=booking_id, provider_id="bank-transfer:TRF 3")
            return None

        added = at_once([partial(add, booking_id) for booking_id in bookings])

        assert sum(one is not None for one in added) == 1

    def test_charges_of_a_booking_come_oldest_first(self, store: OperationsHarness) -> None:
        young = self.make(store, created_at=NOW + timedelta(seconds=1))
        twins = [self.make(store, booking_id=young.booking_id) for _ in range(2)]
        self.make(store)

        found = list(store.charges.of_booking(young.booking_id))

        assert found == [*sorted(twins, key=lambda one: one.id), young]
        assert list(store.charges.of_booking(BookingId(fresh_id()))) == []

    def test_charges_of_an_attempt_come_by_id(self, store: OperationsHarness) -> None:
        charge = self.make(store)
        more = [
            self.make(store, booking_id=charge.booking_id, attempt_id=charge.attempt_id)
            for _ in range(2)
        ]
        self.make(store, booking_id=charge.booking_id)

        found = list(store.charges.of_attempt(charge.attempt_id))

        assert found == sorted([charge, *more], key=lambda one: one.id)
        assert list(store.charges.of_attempt(AttemptId(fresh_id()))) == []

    def test_a_charge_is_found_by_the_provider_s_id(self, store: OperationsHarness) -> None:
        charge = self.make(store)
        with store.writing():
            saved = store.charges.save(evolve(charge, provider_id="pi_1"))

        assert store.charges.find_by_provider_id("pi_1") == saved
        assert store.charges.find_by_provider_id("pi_2") is None

    @pytest.mark.parametrize("status", list(ChargeStatus))
    def test_unsettled_charges_are_abandoned_when_their_lease_is_over(
        self, store: OperationsHarness, status: ChargeStatus
    ) -> None:
        charge = self.make(store, status=status)
        over = [charge.attempt_id] if status in UNSETTLED else []

        assert list(store.charges.abandoned(NOW + LEASE - timedelta(microseconds=1), 9)) == []
        assert list(store.charges.abandoned(NOW + LEASE, 9)) == over

    def test_an_abandoned_attempt_comes_once(self, store: OperationsHarness) -> None:
        charge = self.make(store)
        self.make(store, booking_id=charge.booking_id, attempt_id=charge.attempt_id)
        other = self.make(store)

        found = list(store.charges.abandoned(NOW + LEASE, 9))

        assert sorted(found) == sorted([charge.attempt_id, other.attempt_id])
        assert len(store.charges.abandoned(NOW + LEASE, 1)) == 1

    @pytest.mark.parametrize("status", list(ChargeStatus))
    def test_a_launch_is_unsettled_while_a_charge_of_it_is(
        self, store: OperationsHarness, status: ChargeStatus
    ) -> None:
        booking = store.given_hold()
        other = store.given_hold()
        self.make(store, booking_id=booking.id, status=status)

        assert store.charges.unsettled_on_launch(booking.launch_id) is (status in UNSETTLED)
        assert not store.charges.unsettled_on_launch(other.launch_id)
