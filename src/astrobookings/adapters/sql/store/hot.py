"""Statements of the hot path: compiled once, then run by the driver alone.

What SQLAlchemy does for a statement each time costs several times what the driver does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import frozen
from sqlalchemy import Dialect, Select, Update
from sqlalchemy.types import TypeEngine

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import translated
from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["HotRead", "HotWrite"]

_Codec = Callable[[Any], Any]


def _bound(kind: TypeEngine[Any], dialect: Dialect) -> _Codec | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _read(kind: TypeEngine[Any], dialect: Dialect) -> _Codec | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)


@contextmanager
def _connection(store: SqlStore) -> Iterator[Any]:
    """The driver's connection of the running transaction, or one in autocommit."""
    running = store.within
    if running is not None:
        yield running.connection.connection.driver_connection
        return
    with store.driver() as connection:
        yield connection


@frozen
class _Compiled:
    """A statement in the words of one database."""

    text: str
    binders: Mapping[str, _Codec | None]
    order: Sequence[str] | None
    """Of values by position; None where they go by name."""

    @classmethod
    def of(cls, statement: Select[Any] | Update, dialect: Dialect) -> "_Compiled":
        compiled = statement.compile(dialect=dialect)
        binders = {name: _bound(one.type, dialect) for name, one in compiled.binds.items()}
        return cls(str(compiled), binders, compiled.positiontup)

    def values(self, given: Mapping[str, Any]) -> Any:
        bound = {
            name: given[name] if bind is None else bind(given[name])
            for name, bind in self.binders.items()
        }
        return bound if self.order is None else [bound[name] for name in self.order]


class HotRead:
    """A SELECT whose values are all bindparams."""

    def __init__(self, store: SqlStore, statement: Select[Any]) -> None:
        dialect = store.engine.dialect
        self._store = store
        self._compiled = _Compiled.of(statement, dialect)
        self._readers = [_read(one.type, dialect) for one in statement.selected_columns]

    def first(self, given: Mapping[str, Any]) -> Sequence[Any] | None:
        """The first row, read in the running transaction or shortly by itself; None without one.

        Raises:
            Unavailable.
        """
        values = self._compiled.values(given)
        try:
            row = self._first(values)
        except Unavailable:
            if self._store.within is not None:
                raise
            row = self._first(values)  # the connection may have been lost meanwhile
        if row is None:
            return None
        return [
            value if read is None else read(value)
            for read, value in zip(self._readers, row, strict=True)
        ]

    def _first(self, values: Any) -> Sequence[Any] | None:
        with translated(), _connection(self._store) as connection:
            found: Sequence[Any] | None = connection.execute(self._compiled.text, values).fetchone()
        return found


class HotWrite:
    """An UPDATE whose values are all bindparams, a transaction of its own."""

    def __init__(self, store: SqlStore, statement: Update) -> None:
        self._store = store
        self._compiled = _Compiled.of(statement, store.engine.dialect)

    def run(self, given: Mapping[str, Any]) -> int:
        """How many rows changed, in the running transaction or by itself.

        Raises:
            Unavailable.
        """
        values = self._compiled.values(given)
        with translated(), _connection(self._store) as connection:
            return int(connection.execute(self._compiled.text, values).rowcount)
