"""Entities with versions, and the log of their changes."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Generic, TypeVar
from uuid import UUID

from astrobookings.adapters.memory.store.plain import plain_changes
from astrobookings.adapters.memory.store.rows import MemoryStore, Rows
from astrobookings.domain.kernel.entities import Entity, stored
from astrobookings.domain.kernel.errors import NotFound, Stale
from astrobookings.domain.kernel.origins import Change, differences

__all__ = ["Records"]

E = TypeVar("E", bound=Entity)

_id_of: Callable[[Any], UUID] = attrgetter("id")


class Records(Generic[E]):
    """The entities of one kind, by id, as the conventions of the ports have it."""

    def __init__(self, store: MemoryStore, kind: str) -> None:
        self._store = store
        self._kind = kind
        self._rows: Rows[UUID, E] = store.rows(kind)
        self._changes: Rows[UUID, Change] = store.rows("changes")

    def find(self, key: UUID) -> E | None:
        return self._rows.find(key)

    def get(self, key: UUID) -> E:
        """Raises: NotFound."""
        found = self._rows.find(key)
        if found is None:
            raise NotFound(self._kind, str(key))
        return found

    def lock(self, key: UUID) -> E:
        """Raises: NotFound, RuntimeError: no transaction is running."""
        _ = self._store.origin
        return self.get(key)

    def all(self) -> list[E]:
        return self._rows.all()

    def add(self, entity: E) -> E:
        """Raises: RuntimeError: there is one of this id."""
        if self.find(_id_of(entity)) is not None:
            raise RuntimeError(f"{self._kind} {_id_of(entity)} was added before")
        return self._put(None, entity)

    def save(self, entity: E) -> E:
        """Raises: Stale."""
        return self._put(self.current(entity), entity)

    def delete(self, entity: E) -> None:
        """Raises: Stale."""
        current = self.current(entity)
        self._rows.drop(_id_of(entity))
        self._log(current, None)

    def current(self, entity: E) -> E:
        """The row that *entity* was read from. Raises: Stale."""
        current = self.find(_id_of(entity))
        if current is None or current.version != entity.version:
            raise Stale(self._kind)
        return current

    def _put(self, old: E | None, entity: E) -> E:
        new = stored(entity, self._store.origin.at)
        self._rows.put(_id_of(entity), new)
        self._log(old, new)
        return new

    def _log(self, old: E | None, new: E | None) -> None:
        shown = new if new is not None else old
        change = Change(
            id=self._store.ids.new(),
            kind=self._kind,
            key=_id_of(shown),
            version=_version(old, new),
            fields=plain_changes(differences(old, new)),
            origin=self._store.origin,
        )
        self._changes.put(change.id, change)


def _version(old: Entity | None, new: Entity | None) -> int:
    """A deletion counts as one version more."""
    if new is not None:
        return new.version
    return 0 if old is None else old.version + 1
