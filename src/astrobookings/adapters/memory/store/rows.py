"""Named tables with all-or-nothing transactions."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from threading import RLock
from typing import Any, Generic, TypeVar

from attrs import field, frozen

from astrobookings.application.ports.ids import Ids
from astrobookings.domain.kernel.origins import Origin

__all__ = ["MemoryStore", "Rows"]

K = TypeVar("K")
V = TypeVar("V")

_ABSENT: Any = object()


@frozen
class _Transaction:
    """Who causes the changes (None for housekeeping), and how to take them back."""

    origin: Origin | None
    undo: list[Callable[[], None]] = field(factory=list)


class MemoryStore:
    """Tables by name, shared by the adapters of one store.

    One re-entrant lock is held for the whole of a transaction, so that transactions run one after
    the other and every read sees only committed rows, or those of its own transaction. The running
    transaction belongs to the calling context. Rows are never changed, only replaced.
    """

    def __init__(self, ids: Ids) -> None:
        self.ids = ids
        self.tables: dict[str, dict[Any, Any]] = {}
        self.lock = RLock()
        self._running: ContextVar[_Transaction | None] = ContextVar("transaction", default=None)

    def rows(self, name: str) -> "Rows[Any, Any]":
        """The table *name*, empty at first."""
        with self.lock:
            self.tables.setdefault(name, {})
        return Rows(self, name)

    def transaction(self, origin: Origin) -> AbstractContextManager[None]:
        """The `Transactions` port of this store."""
        return self._transact(origin)

    def housekeeping(self) -> AbstractContextManager[None]:
        """A transaction that changes no entity: marks, leases, answers."""
        return self._transact(None)

    @property
    def origin(self) -> Origin:
        """The origin of the running transaction.

        Raises:
            RuntimeError: none is running.
        """
        running = self._running.get()
        if running is None or running.origin is None:
            raise RuntimeError("writing needs a transaction of this store")
        return running.origin

    def remember(self, undo: Callable[[], None]) -> None:
        """Call *undo* if the running transaction fails; the last one first.

        Raises:
            RuntimeError: no transaction is running.
        """
        running = self._running.get()
        if running is None:
            raise RuntimeError("writing needs a transaction of this store")
        running.undo.append(undo)

    @contextmanager
    def _transact(self, origin: Origin | None) -> Iterator[None]:
        if self._running.get() is not None:
            raise RuntimeError("transactions of one store are not to be nested")
        with self.lock:
            running = _Transaction(origin)
            token = self._running.set(running)
            try:
                yield
            except BaseException:
                while running.undo:
                    running.undo.pop()()
                raise
            finally:
                self._running.reset(token)


@frozen
class Rows(Generic[K, V]):
    """One table of a store."""

    store: MemoryStore
    name: str

    @property
    def _table(self) -> dict[K, V]:
        return self.store.tables[self.name]

    def find(self, key: K) -> V | None:
        with self.store.lock:
            return self._table.get(key)

    def all(self) -> list[V]:
        """Every row, in the order of insertion."""
        with self.store.lock:
            return list(self._table.values())

    def items(self) -> list[tuple[K, V]]:
        with self.store.lock:
            return list(self._table.items())

    def put(self, key: K, row: V) -> None:
        """Insert or replace; in a transaction."""
        table = self._table
        old = table.get(key, _ABSENT)
        self.store.remember(lambda: _restore(table, key, old))
        table[key] = row

    def drop(self, key: K) -> V | None:
        """Delete the row, if there is one, and return it; in a transaction."""
        table = self._table
        old = table.get(key, _ABSENT)
        if old is _ABSENT:
            return None
        self.store.remember(lambda: _restore(table, key, old))
        return table.pop(key)


def _restore(table: dict[Any, Any], key: Any, old: Any) -> None:
    if old is _ABSENT:
        table.pop(key, None)
    else:
        table[key] = old
