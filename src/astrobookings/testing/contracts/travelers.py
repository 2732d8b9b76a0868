"""What every adapter of `Travelers` must do."""

from uuid import UUID

from attrs import evolve

from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import NOW, a_billing_copy, fresh_id
from astrobookings.testing.contracts.copies import CopiesContract
from astrobookings.testing.contracts.harness import OperationsHarness

__all__ = ["TravelersContract"]


class TravelersContract(CopiesContract[OperationsHarness, BillingCopy]):
    """Copies that only newer ones replace."""

    def copies(self, store: OperationsHarness, /) -> Travelers:
        return store.travelers

    def a_copy(self, version: int, /, *, like: BillingCopy | None = None) -> BillingCopy:
        return evolve(
            like or a_billing_copy(),
            tax_id=f"{version:08}Z",
            active=version % 2 == 0,
            source_version=version,
        )

    def found(self, store: OperationsHarness, key: UUID, /) -> BillingCopy:
        """Bookkeeping aside."""
        found = store.travelers.find(UserId(key))
        if found is None:
            raise NotFound("traveler", str(key))
        return evolve(found, version=0, created_at=NOW, updated_at=NOW)

    def edited(self, copy: BillingCopy, /) -> BillingCopy:
        return evolve(copy, address=f"{copy.address}!")

    def test_nobody_else_has_the_copy(self, store: OperationsHarness) -> None:
        self.given(store)

        assert store.travelers.find(UserId(fresh_id())) is None

    def test_a_change_tells_what_was_copied(self, store: OperationsHarness) -> None:
        copy = self.given(store, 4)
        self.put(store, self.a_copy(5, like=copy))

        first, second = store.changes.of(copy.id)

        assert (first.kind, first.version, second.version) == ("billing_copy", 1, 2)
        assert second.fields["tax_id"].new == "00000005Z"
