"""What every adapter of `Spaceports` must do."""

from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.domain.agencies.spaceport import NameTaken, Spaceport, SpaceportInUse
from astrobookings.domain.kernel.errors import NotFound, Stale
from astrobookings.testing.builders import a_spaceport
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    limits,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import (
    ChangesContract,
    SavesContract,
    TellsAbsenceContract,
)

__all__ = ["SpaceportsContract"]


class SpaceportsContract(
    SavesContract[OperationsHarness, Spaceport],
    ChangesContract[OperationsHarness, Spaceport],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, unique names, deletion, and the list by name."""

    kind = "spaceport"

    def make(self, store: OperationsHarness, /) -> Spaceport:
        with store.writing():
            return store.spaceports.add(a_spaceport())

    def changed(self, spaceport: Spaceport, /) -> Spaceport:
        return evolve(spaceport, location="Kourou", latitude=5.25)

    def save(self, store: OperationsHarness, spaceport: Spaceport, /) -> Spaceport:
        return store.spaceports.save(spaceport)

    def read(self, store: OperationsHarness, key: Any, /) -> Spaceport:
        return store.spaceports.get(key)

    def test_a_second_spaceport_of_the_name_is_not_added(self, store: OperationsHarness) -> None:
        name = self.make(store).name
        second = a_spaceport(name=name)

        with pytest.raises(NameTaken) as caught, store.writing():
            store.spaceports.add(second)

        assert caught.value.taken == name
        with pytest.raises(NotFound):
            store.spaceports.get(second.id)
        assert store.changes.of(second.id) in ([], ())

    def test_a_spaceport_is_not_renamed_to_another_s_name(self, store: OperationsHarness) -> None:
        one, other = self.make(store), self.make(store)

        with pytest.raises(NameTaken), store.writing():
            store.spaceports.save(evolve(one, name=other.name))

        assert store.spaceports.get(one.id) == one

    def test_a_spaceport_keeps_its_own_name(self, store: OperationsHarness) -> None:
        added = self.make(store)

        with store.writing():
            saved = store.spaceports.save(self.changed(added))

        assert saved.name == added.name

    def test_a_deleted_spaceport_is_gone_and_its_name_is_free(
        self, store: OperationsHarness
    ) -> None:
        added = self.make(store)

        with store.writing():
            store.spaceports.delete(added)

        with pytest.raises(NotFound):
            store.spaceports.get(added.id)
        with store.writing():
            store.spaceports.add(a_spaceport(name=added.name))

    def test_a_stale_spaceport_is_not_deleted(self, store: OperationsHarness) -> None:
        added = self.make(store)
        with store.writing():
            store.spaceports.save(self.changed(added))

        with store.writing(), pytest.raises(Stale):
            store.spaceports.delete(added)

    def test_a_spaceport_that_a_launch_names_is_not_deleted(self, store: OperationsHarness) -> None:
        spaceport = store.spaceports.get(store.given_launch().spaceport_id)

        with pytest.raises(SpaceportInUse), store.writing():
            store.spaceports.delete(spaceport)

        assert store.spaceports.get(spaceport.id) == spaceport

    @few_examples
    @given(wanted=limits())
    def test_pages_are_complete_by_name(self, store: OperationsHarness, wanted: list[int]) -> None:
        made = {self.make(store).id for _ in range(2)}

        listed = walk(store.spaceports.list, wanted)

        keys = [(one.name, one.id) for one in listed]
        assert made <= {one.id for one in listed}
        assert keys == sorted(set(keys))

    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness) -> None:
        refuses_foreign_cursors(store.spaceports.list)
