"""Entities of one table: the verbs that most adapters share."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from attrs import field, frozen
from sqlalchemy import Select, delete, insert, select, update

from astrobookings.adapters.sql.changes import record_change
from astrobookings.adapters.sql.mapping import Shape
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.domain.kernel.entities import Entity, stored
from astrobookings.domain.kernel.errors import NotFound, Stale

__all__ = ["Records"]

E = TypeVar("E", bound=Entity)


def _nothing(_: object) -> dict[str, Any]:
    return {}


@frozen
class Records(Generic[E]):
    """Reads and writes entities of one shape.

    `beside` gives columns beyond the entity's fields; `fixed` names columns that `save` leaves.
    """

    store: SqlStore
    shape: Shape[E]
    beside: Callable[[E], dict[str, Any]] = _nothing
    fixed: frozenset[str] = field(default=frozenset())

    def select(self) -> Select[Any]:
        """Every entity."""
        return select(*self.shape.columns)

    def all(self, statement: Select[Any]) -> Sequence[E]:
        """The entities *statement* selects."""
        return tuple(self._remember(self.shape.read(row)) for row in self.store.rows(statement))

    def one(self, statement: Select[Any]) -> E | None:
        """The first entity *statement* selects, if any."""
        row = self.store.first(statement)
        return None if row is None else self._remember(self.shape.read(row))

    def find(self, key: object) -> E | None:
        return self.one(self.select().where(self.shape.key == key))

    def get(self, key: object) -> E:
        """Raises: NotFound."""
        return self._found(self.find(key), key)

    def lock(self, key: object) -> E:
        """Raises: NotFound; RuntimeError: outside of a transaction."""
        _ = self.store.running
        statement = self.select().where(self.shape.key == key).with_for_update(key_share=True)
        return self._found(self.one(statement), key)

    def _found(self, entity: E | None, key: object) -> E:
        if entity is None:
            raise NotFound(self.shape.kind, str(key))
        return entity

    def _remember(self, entity: E) -> E:
        running = self.store.within
        if running is not None:
            running.read[self._place(entity)] = entity
        return entity

    def _place(self, entity: E) -> tuple[str, Any]:
        return self.shape.table.name, getattr(entity, self.shape.key.name)

    def _row(self, entity: E) -> dict[str, Any]:
        return self.shape.values(entity) | self.beside(entity)

    def add(self, entity: E) -> E:
        new = stored(entity, self.store.running.origin.at)
        self.store.write(insert(self.shape.table), self._row(new))
        return self.noted(None, new)

    def added(self, entity: E, unless: Sequence[str]) -> E | None:
        """Add *entity*, or nothing if another has its values of the columns *unless*."""
        new = stored(entity, self.store.running.origin.at)
        kept = (
            self.store.insert(self.shape.table)
            .values(self._row(new))
            .on_conflict_do_nothing(index_elements=unless)
            .returning(self.shape.key)
        )
        return None if self.store.write(kept).first() is None else self.noted(None, new)

    def noted(self, old: E | None, new: E) -> E:
        """Write the change record of what was just written."""
        self._remember(new)
        record_change(self.store, self.shape.kind, self._place(new)[1], old, new)
        return new

    def save(self, entity: E) -> E:
        """Raises: Stale."""
        old = self.before(entity)
        new = stored(entity, self.store.running.origin.at)
        row = {name: one for name, one in self._row(new).items() if name not in self.fixed}
        found = (self.shape.key == self._place(entity)[1], self._version() == entity.version)
        if self.store.write(update(self.shape.table).where(*found).values(row)).rowcount != 1:
            raise Stale(self.shape.kind)
        return self.noted(old, new)

    def before(self, entity: E) -> E:
        """What is stored of *entity*, in the version it has.

        Raises: Stale.
        """
        known: Any = self.store.running.read.get(self._place(entity))
        if known is None or known.version != entity.version:
            known = self.find(self._place(entity)[1])
        if known is None or known.version != entity.version:
            raise Stale(self.shape.kind)
        old: E = known
        return old

    def delete(self, entity: E) -> None:
        """Raises: Stale."""
        old = self.before(entity)
        key = self._place(entity)[1]
        gone = delete(self.shape.table).where(
            self.shape.key == key, self._version() == entity.version
        )
        if self.store.write(gone).rowcount != 1:
            raise Stale(self.shape.kind)
        self.store.running.read.pop(self._place(entity), None)
        record_change(self.store, self.shape.kind, key, old, None)

    def _version(self) -> Any:
        return self.shape.table.c.version
