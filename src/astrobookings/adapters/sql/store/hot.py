"""Statements of the hot path: compiled once, then run by the driver alone.

What SQLAlchemy does for a statement each time costs several times what the driver does.
"""

import sqlite3
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
def _asked(store: SqlStore, text: str, values: Sequence[Any]) -> Iterator[Any]:
    """The driver's cursor after the statement ran in the running transaction, or in autocommit."""
    running = store.within
    with translated():
        if running is not None:
            yield _run(_cursor(running.connection.connection.driver_connection), text, values)
            return
        kept = store.kept.take()
        try:
            if kept.cursor is None:  # making one takes a while
                kept.cursor = _cursor(kept.driver)
            yield _run(kept.cursor, text, values)
        finally:
            store.kept.give(kept)


def _cursor(connection: Any) -> Any:
    if isinstance(connection, sqlite3.Connection):
        return connection.cursor()
    from psycopg import RawCursor

    return RawCursor(connection)


def _run(cursor: Any, text: str, values: Sequence[Any]) -> Any:
    if isinstance(cursor, sqlite3.Cursor):
        return cursor.execute(text, values)
    return cursor.execute(text, values, prepare=True)


@frozen
class _Compiled:
    """A statement in the words of one database, its values by position."""

    text: str
    values: Sequence[tuple[str, _Codec | None]]
    """The name of each, and what the driver is given for it."""

    @classmethod
    def of(cls, statement: Select[Any] | Update, store: SqlStore) -> "_Compiled":
        dialect = _by_position(store)
        compiled = statement.compile(dialect=dialect)
        binders = {name: _bound(one.type, dialect) for name, one in compiled.binds.items()}
        order = compiled.positiontup or ()
        return cls(str(compiled), [(name, binders[name]) for name in order])

    def bound(self, given: Mapping[str, Any]) -> Sequence[Any]:
        return [given[name] if bind is None else bind(given[name]) for name, bind in self.values]


def _by_position(store: SqlStore) -> Dialect:
    if not store.postgres:
        return store.engine.dialect
    kind: Any = type(store.engine.dialect)
    numbered: Dialect = kind(paramstyle="numeric_dollar")
    return numbered


class HotRead:
    """A SELECT of one row, whose values are all bindparams."""

    def __init__(self, store: SqlStore, statement: Select[Any]) -> None:
        self._store = store
        self._compiled = _Compiled.of(statement, store)
        dialect = store.engine.dialect
        self._readers = [_read(one.type, dialect) for one in statement.selected_columns]

    def first(self, given: Mapping[str, Any]) -> Sequence[Any] | None:
        """The row, read in the running transaction or shortly by itself; None without one.

        Raises:
            Unavailable.
        """
        values = self._compiled.bound(given)
        try:
            row = self._first(values)
        except Unavailable:
            if self._store.within is not None:
                raise
            row = self._first(values)  # on another connection
        if row is None:
            return None
        return [
            value if read is None else read(value)
            for read, value in zip(self._readers, row, strict=True)
        ]

    def _first(self, values: Sequence[Any]) -> Sequence[Any] | None:
        with _asked(self._store, self._compiled.text, values) as cursor:
            rows = cursor.fetchall()  # all, so that nothing of the statement stays open
        return rows[0] if rows else None


class HotWrite:
    """An UPDATE whose values are all bindparams."""

    def __init__(self, store: SqlStore, statement: Update) -> None:
        self._store = store
        self._compiled = _Compiled.of(statement, store)

    def run(self, given: Mapping[str, Any]) -> int:
        """How many rows changed, in the running transaction or in one of its own.

        Raises:
            Unavailable.
        """
        with _asked(self._store, self._compiled.text, self._compiled.bound(given)) as cursor:
            return int(cursor.rowcount)
