"""What every adapter of `Travelers` must do."""

from typing import Any
from uuid import UUID

from attrs import evolve

from astrobookings.application.ports.travelers import Travelers
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import NOW, a_billing_copy, fresh_id
from astrobookings.testing.contracts.copies import CopiesContract
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import first, refuses_foreign_cursors, walk

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

    def named(
        self, store: OperationsHarness, first_name: str, last_name: str, email: str = ""
    ) -> BillingCopy:
        """A copy with these names, as it stands."""
        copy = evolve(
            a_billing_copy(),
            first_name=first_name,
            last_name=last_name,
            email=email or f"{fresh_id()}@example.test",
        )
        self.put(store, copy)
        return self.found(store, copy.id)

    def search(self, store: OperationsHarness, text: str = "") -> list[BillingCopy]:
        found = first(lambda page: store.travelers.search(page, text=text))
        return [evolve(one, version=0, created_at=NOW, updated_at=NOW) for one in found]

    def test_travelers_are_found_by_what_name_or_address_begins_with(
        self, store: OperationsHarness
    ) -> None:
        ada = self.named(store, "Ada", "Lovelace", "Countess@example.test")
        bob = self.named(store, "Bob", "Adams")
        zoe = self.named(store, "Zoé", "Ångström")

        assert self.search(store) == [bob, ada, zoe]
        assert self.search(store, "ada") == [bob, ada]
        assert self.search(store, "ADA  l") == [ada]
        assert self.search(store, "lovelace A") == [ada]
        assert self.search(store, "COUNT") == [ada]
        assert self.search(store, "zoÉ å") == [zoe]
        for text in ("ovelace", "Ada Adams", "%", "_", "a%"):
            assert self.search(store, text) == []

    def test_a_new_name_is_found_and_the_old_one_is_not(self, store: OperationsHarness) -> None:
        ada = self.named(store, "Ada", "Byron")
        married = evolve(ada, last_name="King", source_version=ada.source_version + 1)
        self.put(store, married)

        assert self.search(store, "king") == [married]
        assert self.search(store, "byron") == []

    def test_found_travelers_are_walked_by_name(self, store: OperationsHarness) -> None:
        names = [("Ada", "Moreno"), ("Eve", "Moreno"), ("Ada", "Moreno"), ("Bob", "Mora")]
        made = [self.named(store, *name).id for name in names]

        def read(page: PageRequest) -> Any:
            return store.travelers.search(page, text="mor")

        walked = [one.id for one in walk(read, [2, 1])]
        assert walked == [made[3], *sorted((made[0], made[2])), made[1]]
        refuses_foreign_cursors(read)
