"""A store as it was at one instant, whoever writes to it meanwhile."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic.runtime.migration import MigrationContext
from attrs import frozen

from astrobookings.adapters.sql.backup.tables import tables_in
from astrobookings.adapters.sql.backup.values import columns_of, selected
from astrobookings.adapters.sql.store.connections import store_url
from astrobookings.adapters.sql.store.failures import translated

__all__ = ["SqlSnapshot", "sql_snapshot"]

_BEGIN = {
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "sqlite": "BEGIN",
}
_STREAMED = {"stream_results": True, "yield_per": 1000}
"""So many rows are in memory at a time."""


@frozen
class SqlSnapshot:
    """What one transaction sees, from its first look on."""

    schema: str
    """The revision of the migrations that made it."""
    _connection: sa.Connection

    def tables(self) -> dict[str, int]:
        """Each table and how many rows it has; those that others refer to come first."""
        return {name: self._count(name) for name in tables_in(self._connection)}

    def _count(self, name: str) -> int:
        counted = self._connection.exec_driver_sql(f"SELECT count(*) FROM {self._quoted(name)}")  # noqa: S608
        return int(counted.scalar_one())

    def lines(self, name: str) -> Iterator[str]:
        """The rows of table *name*, each a line of JSON."""
        columns = columns_of(self._connection, name)
        what = selected(columns, self._quoted)
        statement = f"SELECT {what} FROM {self._quoted(name)}"  # noqa: S608
        with self._connection.exec_driver_sql(statement, execution_options=_STREAMED) as rows:
            for row in rows:
                yield json.dumps(columns.told(row), ensure_ascii=False, separators=(",", ":"))

    def _quoted(self, name: str) -> str:
        return self._connection.dialect.identifier_preparer.quote_identifier(name)


@contextmanager
def sql_snapshot(url: str) -> Iterator[SqlSnapshot]:
    """The store at *url* as it is now.

    Raises:
        LookupError: it was never migrated.
        Unavailable: the database does not answer.
    """
    engine = sa.create_engine(store_url(url), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with translated(), engine.connect() as connection:
        connection.exec_driver_sql(_BEGIN[engine.dialect.name])
        try:
            revision = MigrationContext.configure(connection).get_current_revision()
            if revision is None:
                raise LookupError("there is no schema in it")
            yield SqlSnapshot(revision, connection)
        finally:
            connection.exec_driver_sql("ROLLBACK")
