"""What every adapter of `Refunds` must do."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.booking.refunds import Refund, RefundPart, RefundStatus
from astrobookings.domain.kernel.ids import BookingId, ChargeId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW, PRICE, a_charge, a_refund, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import refuses_foreign_cursors, walk
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["RefundsContract"]

MINUTE = timedelta(minutes=1)


class RefundsContract(
    SavesContract[OperationsHarness, Refund],
    ChangesContract[OperationsHarness, Refund],
    LocksContract[OperationsHarness, Refund],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, and refunds by booking and by due time."""

    kind = "refund"

    def make(self, store: OperationsHarness, /, **fields: Any) -> Refund:
        booking = store.given_hold()
        of_booking = {
            "booking_id": booking.id,
            "launch_id": booking.launch_id,
            "agency_id": booking.agency_id,
            "traveler_id": booking.traveler_id,
        }
        with store.writing():
            charge = store.charges.add(a_charge(booking_id=booking.id))
            parts = (RefundPart(charge_id=charge.id, amount=PRICE),)
            return store.refunds.add(a_refund(**{**of_booking, "parts": parts, **fields}))

    def changed(self, refund: Refund, /) -> Refund:
        done = evolve(refund.parts[0], provider_refund_id="re_1")
        return evolve(
            refund,
            status=RefundStatus.SUCCEEDED,
            parts=(done,),
            attempts=2,
            executed_at=NOW,
            last_error="timeout",
        )

    def save(self, store: OperationsHarness, refund: Refund, /) -> Refund:
        return store.refunds.save(refund)

    def read(self, store: OperationsHarness, key: Any, /) -> Refund:
        return store.refunds.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> Refund:
        return store.refunds.lock(key)

    def test_a_refund_of_several_charges_keeps_its_parts(self, store: OperationsHarness) -> None:
        booking = store.given_hold()
        with store.writing():
            charges = [store.charges.add(a_charge(booking_id=booking.id)) for _ in range(3)]
        parts = tuple(RefundPart(charge_id=ChargeId(charge.id), amount=PRICE) for charge in charges)

        refund = self.make(store, parts=parts, amount=PRICE * 3)

        assert store.refunds.get(refund.id).parts == parts

    def test_refunds_of_a_booking_come_oldest_first(self, store: OperationsHarness) -> None:
        young = self.make(store, created_at=NOW + MINUTE)
        old = self.make(store, booking_id=young.booking_id)
        self.make(store)

        assert list(store.refunds.of_booking(young.booking_id)) == [old, young]
        assert list(store.refunds.of_booking(BookingId(fresh_id()))) == []

    def test_a_list_is_walked_oldest_first(self, store: OperationsHarness) -> None:
        made = [self.make(store, created_at=NOW + hours * MINUTE) for hours in (2, 1, 1, 3)]

        assert walk(store.refunds.list, [3, 1]) == sorted(
            made, key=lambda one: (one.created_at, one.id)
        )
        refuses_foreign_cursors(store.refunds.list)

    def test_a_list_is_narrowed(self, store: OperationsHarness) -> None:
        failed = self.make(store, status=RefundStatus.FAILED)
        pending = self.make(store, created_at=NOW + MINUTE)
        page, given_up = PageRequest(), frozenset({RefundStatus.FAILED})

        assert store.refunds.list(page).items == (failed, pending)
        assert store.refunds.list(page, statuses=given_up).items == (failed,)
        assert store.refunds.list(page, statuses=frozenset()).items == ()
        assert store.refunds.list(page, agency_id=pending.agency_id).items == (pending,)
        assert store.refunds.list(page, traveler_id=failed.traveler_id).items == (failed,)

    def test_pending_refunds_are_due_in_their_time(self, store: OperationsHarness) -> None:
        late = self.make(store, due_at=NOW + MINUTE)
        early = self.make(store, due_at=NOW)
        self.make(store, due_at=NOW + 2 * MINUTE)

        assert list(store.refunds.due(NOW, 9)) == [early]
        assert list(store.refunds.due(NOW + MINUTE, 9)) == [early, late]
        assert list(store.refunds.due(NOW + MINUTE, 1)) == [early]

    def test_an_executing_refund_is_due_when_its_lease_is_over(
        self, store: OperationsHarness
    ) -> None:
        refund = self.make(store, status=RefundStatus.EXECUTING, lease_until=NOW + MINUTE)

        assert list(store.refunds.due(NOW + MINUTE - timedelta(microseconds=1), 9)) == []
        assert list(store.refunds.due(NOW + MINUTE, 9)) == [refund]

    @pytest.mark.parametrize(
        "status", [RefundStatus.SUCCEEDED, RefundStatus.FAILED, RefundStatus.SETTLED_BY_HAND]
    )
    def test_a_refund_that_is_done_is_never_due(
        self, store: OperationsHarness, status: RefundStatus
    ) -> None:
        self.make(store, status=status)

        assert list(store.refunds.due(NOW + MINUTE, 9)) == []
