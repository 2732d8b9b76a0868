"""What every adapter of `Travelers` must do."""

from contextlib import suppress

import pytest
from attrs import evolve

from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import a_billing_copy, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["TravelersContract"]


def _put(store: OperationsHarness, copy: BillingCopy) -> bool:
    with store.writing():
        return store.travelers.put(copy)


def _found(store: OperationsHarness, copy: BillingCopy) -> BillingCopy | None:
    """What stands of *copy*, bookkeeping aside."""
    found = store.travelers.find(copy.id)
    if found is None:
        return None
    return evolve(found, version=0, created_at=copy.created_at, updated_at=copy.updated_at)


class TravelersContract:
    """Copies that only newer ones replace."""

    def test_a_copy_can_be_found(self, store: OperationsHarness) -> None:
        copy = a_billing_copy()

        assert _put(store, copy)

        assert _found(store, copy) == copy
        assert store.travelers.find(UserId(fresh_id())) is None

    def test_a_newer_copy_replaces_an_older_one(self, store: OperationsHarness) -> None:
        copy = a_billing_copy()
        newer = evolve(copy, tax_id="87654321X", active=False, source_version=5)
        _put(store, copy)

        assert _put(store, newer)

        assert _found(store, newer) == newer

    @pytest.mark.parametrize("source_version", [3, 4])
    def test_an_older_copy_or_the_same_changes_nothing(
        self, store: OperationsHarness, source_version: int
    ) -> None:
        copy = a_billing_copy(source_version=4)
        _put(store, copy)

        kept = _put(store, evolve(copy, email="old@test", source_version=source_version))

        assert not kept
        assert _found(store, copy) == copy

    def test_copies_of_others_are_left_alone(self, store: OperationsHarness) -> None:
        one, other = a_billing_copy(), a_billing_copy(email="other@example.test")
        _put(store, one)
        _put(store, other)

        _put(store, evolve(one, last_name="Ito", source_version=2))

        assert _found(store, other) == other

    def test_nothing_is_put_outside_of_a_transaction(self, store: OperationsHarness) -> None:
        copy = a_billing_copy()

        with pytest.raises(RuntimeError):
            store.travelers.put(copy)

        assert store.travelers.find(copy.id) is None

    def test_a_rollback_takes_the_copy_back(self, store: OperationsHarness) -> None:
        copy = a_billing_copy()
        _put(store, copy)

        with suppress(ZeroDivisionError), store.writing():
            store.travelers.put(evolve(copy, last_name="Ito", source_version=2))
            raise ZeroDivisionError

        assert _found(store, copy) == copy
