"""One store: its engine, its running transaction, its reads and writes."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

from attrs import field, frozen
from sqlalchemy import Connection, CursorResult, Executable, Row
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.selectable import TypedReturnsRows

from astrobookings.adapters.sql.store.connections import WAIT_FOR_LOCK, engine_for
from astrobookings.adapters.sql.store.failures import SILENT, translated
from astrobookings.adapters.sql.store.kept import KeptConnections
from astrobookings.application.ports.ids import Ids
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.origins import Origin

__all__ = ["Running", "SqlStore"]

Values = dict[str, Any]
T = TypeVar("T")


@frozen
class Running:
    """A transaction under way, and what was read in it, by table and id."""

    connection: Connection
    origin: Origin
    read: dict[tuple[str, object], object] = field(factory=dict)


class SqlStore:
    """A database with its transactions; all adapters of one store share one.

    `url` is `sqlite:///path` or `postgresql://...`; `connections` are kept open per process. A
    SQLite file that is not `durable` is quicker, and gone if the machine fails: for files made
    anew.
    `transaction` is the store's `Transactions`.
    """

    def __init__(self, url: str, ids: Ids, *, connections: int = 4, durable: bool = True) -> None:
        self.ids = ids
        self.engine = engine_for(url, connections, durable=durable)
        self.kept = KeptConnections(self.engine, connections)
        self.postgres = self.engine.dialect.name == "postgresql"
        self._writer = None if self.postgres else Lock()
        self._running: ContextVar[Running | None] = ContextVar("running", default=None)

    @contextmanager
    def transaction(self, origin: Origin) -> Iterator[None]:
        """Raises: RuntimeError: nested; Unavailable."""
        if self._running.get() is not None:
            raise RuntimeError("a transaction of this store is running already")
        with translated(), self.turn(), self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN" if self.postgres else "BEGIN IMMEDIATE")
            token = self._running.set(Running(connection, origin))
            try:
                yield
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise
            finally:
                self._running.reset(token)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The time to write in. SQLite has one writer and lets the others sleep and ask again, so
        those of this process queue here instead.

        Raises:
            Unavailable: it took too long.
        """
        if self._writer is None:
            yield
            return
        if not self._writer.acquire(timeout=WAIT_FOR_LOCK):
            raise Unavailable(SILENT)
        try:
            yield
        finally:
            self._writer.release()

    @staticmethod
    def _roll_back(connection: Connection) -> None:
        if connection.invalidated:
            return
        try:
            connection.exec_driver_sql("ROLLBACK")
        except DBAPIError:
            connection.invalidate()

    @property
    def running(self) -> Running:
        """The transaction under way.

        Raises:
            RuntimeError: none is.
        """
        running = self._running.get()
        if running is None:
            raise RuntimeError("this needs a transaction of the store")
        return running

    @property
    def within(self) -> Running | None:
        """The transaction under way, or None."""
        return self._running.get()

    def rows(
        self, statement: TypedReturnsRows[Any], values: Values | None = None
    ) -> Sequence[Row[Any]]:
        """Read in the running transaction, or shortly by itself.

        Raises:
            Unavailable.
        """
        running = self._running.get()
        if running is not None:
            return running.connection.execute(statement, values).all()
        try:
            return self._rows(statement, values)
        except Unavailable as error:
            if not _lost(error):
                raise
            return self._rows(statement, values)

    def _rows(self, statement: Executable, values: Values | None) -> Sequence[Row[Any]]:
        with translated(), self.engine.connect() as connection:
            return connection.execute(statement, values).all()

    def first(
        self, statement: TypedReturnsRows[Any], values: Values | None = None
    ) -> Row[Any] | None:
        """The first row read, if any."""
        found = self.rows(statement, values)
        return found[0] if found else None

    def write(
        self, statement: Executable, values: Values | list[Values] | None = None
    ) -> CursorResult[Any]:
        """Write in the running transaction."""
        return self.running.connection.execute(statement, values)

    def write_alone(self, statement: Executable) -> int:
        """Write one statement for itself, or in the running transaction; how many rows changed."""
        running = self._running.get()
        if running is not None:
            return running.connection.execute(statement).rowcount
        with translated(), self.engine.connect() as connection:
            return connection.execute(statement).rowcount

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the transaction that may break a constraint without ending all of it."""
        with self.running.connection.begin_nested():
            yield

    def insert(self, table: Any) -> Any:
        """An INSERT that knows ON CONFLICT, in the dialect of the store."""
        return postgresql.insert(table) if self.postgres else sqlite.insert(table)

    @contextmanager
    def driver(self) -> Iterator[Any]:
        """A connection as its driver made it, in autocommit."""
        kept = self.kept.take()
        try:
            yield kept.driver
        finally:
            self.kept.give(kept)

    def check(self) -> None:
        """Raises: Unavailable: the database does not answer."""
        with translated(), self.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")

    def close(self) -> None:
        """Close every connection."""
        self.kept.close()
        self.engine.dispose()


def _lost(error: Unavailable) -> bool:
    return bool(getattr(error.__cause__, "connection_invalidated", False))
