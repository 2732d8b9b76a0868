"""The conventions of every store port that adds and saves entities."""

import json
from abc import ABC, abstractmethod
from contextlib import suppress
from datetime import timedelta
from typing import Any, ClassVar, Generic, TypeVar

import pytest
from attrs import evolve

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import NotFound, Stale
from astrobookings.domain.kernel.origins import Change
from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.threads import held_up

__all__ = ["ChangesContract", "LocksContract", "SavesContract", "TellsAbsenceContract", "key_of"]

H = TypeVar("H", bound=StoreHarness)
E = TypeVar("E", bound=Entity)


def key_of(entity: Any) -> Any:
    """The id of *entity*."""
    return entity.id


def _alike(one: Entity, other: Entity) -> bool:
    """Whether two are the same, bookkeeping aside."""
    return evolve(one, version=0, updated_at=other.updated_at) == evolve(other, version=0)


class _Hooks(ABC, Generic[H, E]):
    """What the suite of a port tells of its entities."""

    @abstractmethod
    def make(self, store: H, /) -> E:
        """Add a new entity in a transaction of its own, and return it as added."""

    @abstractmethod
    def changed(self, entity: E, /) -> E:
        """*entity* with one or more fields changed."""

    @abstractmethod
    def save(self, store: H, entity: E, /) -> E:
        """The port's `save`."""

    @abstractmethod
    def read(self, store: H, key: Any, /) -> E:
        """The port's `get`, or another way to read the entity."""


class SavesContract(_Hooks[H, E]):
    """Entities with versions: added, saved, refused when stale, rolled back."""

    def test_what_is_added_can_be_read(self, store: H) -> None:
        added = self.make(store)

        assert self.read(store, key_of(added)) == added

    def test_an_added_entity_has_version_1_and_the_instant_of_its_origin(self, store: H) -> None:
        store.clock.move(timedelta(hours=5))

        added = self.make(store)

        assert added.version == 1
        assert added.updated_at == store.clock.now()

    def test_a_saved_entity_replaces_the_old_one(self, store: H) -> None:
        added = self.make(store)
        store.clock.move(timedelta(minutes=3))

        with store.writing() as origin:
            saved = self.save(store, self.changed(added))

        assert self.read(store, key_of(added)) == saved
        assert _alike(saved, self.changed(added))
        assert (saved.version, saved.updated_at) == (2, origin.at)
        assert saved.created_at == added.created_at

    def test_a_stale_entity_is_refused(self, store: H) -> None:
        added = self.make(store)
        with store.writing():
            saved = self.save(store, self.changed(added))

        with store.writing(), pytest.raises(Stale):
            self.save(store, added)

        assert self.read(store, key_of(added)) == saved

    def test_an_entity_that_was_never_added_is_stale(self, store: H) -> None:
        added = self.make(store)
        other_id: dict[str, Any] = {_id_field(added): fresh_id()}
        stranger = evolve(added, **other_id)

        with pytest.raises(Stale), store.writing():
            self.save(store, stranger)

    def test_nothing_is_saved_outside_of_a_transaction(self, store: H) -> None:
        added = self.make(store)

        with pytest.raises(RuntimeError):
            self.save(store, self.changed(added))

        assert self.read(store, key_of(added)) == added

    def test_reads_inside_see_the_transaction_s_own_writes(self, store: H) -> None:
        added = self.make(store)

        with store.writing():
            saved = self.save(store, self.changed(added))
            seen = self.read(store, key_of(added))

        assert seen == saved

    def test_a_rollback_leaves_the_old_entity_and_no_change(self, store: H) -> None:
        added = self.make(store)
        before = store.changes.of(key_of(added))

        with suppress(ZeroDivisionError), store.writing():
            self.save(store, self.changed(added))
            raise ZeroDivisionError

        assert self.read(store, key_of(added)) == added
        assert store.changes.of(key_of(added)) == before


class ChangesContract(_Hooks[H, E]):
    """The change log of one kind of entity."""

    kind: ClassVar[str]
    """The kind that stands in the change log."""

    def told(self, store: H, entity: E) -> list[Change]:
        """The changes of *entity*, without those of other kinds with the same id."""
        found = store.changes.of(key_of(entity))
        return [change for change in found if change.kind == self.kind]

    def test_adding_and_saving_write_change_records(self, store: H) -> None:
        added = self.make(store)
        store.clock.move(timedelta(minutes=3))
        with store.writing() as origin:
            self.save(store, self.changed(added))

        first, second = self.told(store, added)

        assert (first.version, second.version) == (1, 2)
        assert first.key == second.key == key_of(added)
        assert second.origin == origin
        assert all(one.old in {None, "***"} for one in first.fields.values())

    def test_a_change_names_only_the_fields_that_differ(self, store: H) -> None:
        added = self.make(store)
        changed = self.changed(added)
        with store.writing():
            self.save(store, changed)

        _, change = self.told(store, added)

        differing = {
            name for name in _field_names(added) if getattr(added, name) != getattr(changed, name)
        }
        assert set(change.fields) == differing
        assert not differing & {"version", "created_at", "updated_at"}

    def test_the_values_of_changes_are_plain(self, store: H) -> None:
        added = self.make(store)
        with store.writing():
            self.save(store, self.changed(added))

        for change in self.told(store, added):
            for one in change.fields.values():
                pair = [one.old, one.new]
                assert json.loads(json.dumps(pair)) == pair


class TellsAbsenceContract(ABC, Generic[H]):
    """`get` of something that is not there."""

    @abstractmethod
    def read(self, store: H, key: Any, /) -> object:
        """The port's `get`."""

    def test_what_is_not_there_is_not_found(self, store: H) -> None:
        with pytest.raises(NotFound):
            self.read(store, fresh_id())


class LocksContract(_Hooks[H, E]):
    """`lock` keeps others from changing the record until the transaction ends."""

    @abstractmethod
    def lock(self, store: H, key: Any, /) -> E:
        """The port's `lock`."""

    def test_a_lock_reads(self, store: H) -> None:
        added = self.make(store)

        with store.writing():
            locked = self.lock(store, key_of(added))

        assert locked == added

    def test_what_is_not_there_cannot_be_locked(self, store: H) -> None:
        with store.writing(), pytest.raises(NotFound):
            self.lock(store, fresh_id())

    def test_nothing_is_locked_outside_of_a_transaction(self, store: H) -> None:
        added = self.make(store)

        with pytest.raises(RuntimeError):
            self.lock(store, key_of(added))

    def test_a_lock_waits_for_the_one_before_and_sees_what_it_wrote(self, store: H) -> None:
        added = self.make(store)

        def change() -> None:
            self.save(store, self.changed(self.lock(store, key_of(added))))

        def look() -> E:
            with store.writing():
                return self.lock(store, key_of(added))

        seen = held_up(store.writing, change, look)

        assert seen.version == 2
        assert _alike(seen, self.changed(added))


def _field_names(entity: Any) -> list[str]:
    return [one.name for one in entity.__attrs_attrs__]


def _id_field(entity: Any) -> str:
    return "id" if "id" in _field_names(entity) else "user_id"
