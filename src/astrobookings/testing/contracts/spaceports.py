"""What every adapter of `Spaceports` must do."""

from functools import partial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.application.ports.spaceports import SpaceportSort
from astrobookings.domain.agencies.spaceport import NameTaken, Spaceport, SpaceportInUse
from astrobookings.domain.kernel.errors import NotFound, Stale
from astrobookings.testing.builders import a_spaceport, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
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

    @few_examples
    @given(wanted=limits())
    def test_the_last_may_come_first(self, store: OperationsHarness, wanted: list[int]) -> None:
        self.make(store)
        backwards = SpaceportSort.NAME_DESCENDING

        listed = walk(lambda page: store.spaceports.list(page, sort=backwards), wanted)

        assert listed == walk(store.spaceports.list, wanted)[::-1]

    def test_names_and_locations_are_searched_in_any_case(self, store: OperationsHarness) -> None:
        place = f"Área {fresh_id()}"
        with store.writing():
            found = store.spaceports.add(a_spaceport(location=place))
        self.make(store)

        for text in (place.upper(), found.name.upper()):
            assert first(partial(store.spaceports.list, text=text)) == [found]
        assert first(lambda page: store.spaceports.list(page, text=f"%{fresh_id()}")) == []

    def test_spaceports_that_launches_name_are_used(self, store: OperationsHarness) -> None:
        port, idle = store.given_launch().spaceport_id, self.make(store)

        assert store.spaceports.used([port, idle.id]) == {port}
        assert store.spaceports.used(()) == frozenset()

    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness) -> None:
        refuses_foreign_cursors(store.spaceports.list)
