"""A database that a store is put back into: all of it, or nothing."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa
from attrs import frozen

from astrobookings.adapters.sql.backup.tables import drop_everything, tables_in
from astrobookings.adapters.sql.backup.values import Columns, columns_of
from astrobookings.adapters.sql.migrations import Which, step_to
from astrobookings.adapters.sql.store.connections import WAIT_FOR_LOCK, store_url
from astrobookings.adapters.sql.store.failures import translated

__all__ = ["NotEmpty", "SqlTarget", "sql_target"]

_AT_ONCE = 1000
"""Rows that are written at a time."""


@frozen
class NotEmpty(Exception):
    """The database holds records already, the first of them in this table."""

    table: str


@frozen
class SqlTarget:
    """Empty tables of one schema, and the transaction that fills them."""

    _connection: sa.Connection
    _which: Which

    def put(self, name: str, lines: Iterable[str]) -> int:
        """Fill table *name*; with how many rows.

        Raises:
            ValueError: a line is no row of the table.
        """
        columns = columns_of(self._connection, name)
        rows = (columns.stored(json.loads(line)) for line in lines)
        if columns.postgres:
            return self._copy(name, columns, rows)
        return self._insert(name, columns, rows)

    def _copy(self, name: str, columns: Columns, rows: Iterator[tuple[Any, ...]]) -> int:
        listed = ", ".join(self._quoted(column) for column in columns.names)
        driver: Any = self._connection.connection.driver_connection
        count = 0
        with (
            driver.cursor() as cursor,
            cursor.copy(f"COPY {self._quoted(name)} ({listed}) FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row(row)
                count += 1
        return count

    def _insert(self, name: str, columns: Columns, rows: Iterator[tuple[Any, ...]]) -> int:
        listed = ", ".join(self._quoted(column) for column in columns.names)
        marks = ", ".join("?" for _ in columns.names)
        count = 0
        while batch := list(islice(rows, _AT_ONCE)):
            self._connection.exec_driver_sql(
                f"INSERT INTO {self._quoted(name)} ({listed}) VALUES ({marks})",  # noqa: S608
                batch,
            )
            count += len(batch)
        return count

    def finish(self, *, tell_again_from: datetime | None) -> int:
        """Bring everything to the newest schema; events since *tell_again_from* are to be told
        once more, for those who were asked for their records earlier. How many these are.

        Raises:
            ValueError: rows refer to others that are not there.
        """
        self._check_references()
        self._go_on_counting()
        step_to(self._connection, self._which, "head")
        return 0 if tell_again_from is None else self._tell_again(tell_again_from)

    def _check_references(self) -> None:
        if self._connection.dialect.name == "sqlite":
            broken = self._connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise ValueError(f"rows of {broken[0]} refer to others that are not there")

    def _go_on_counting(self) -> None:
        """Have PostgreSQL's sequences go on after the highest number put back."""
        if self._connection.dialect.name != "postgresql":
            return
        found = sa.inspect(self._connection)
        counted = (
            (name, column["name"])
            for name in found.get_table_names()
            for column in found.get_columns(name)
            if column.get("autoincrement") is True
        )
        for name, column in counted:
            table, number = self._quoted(name), self._quoted(column)
            sequence = f"pg_get_serial_sequence('{table}', '{column}')"
            last = f"coalesce(max({number}), 1), max({number}) IS NOT NULL"
            self._connection.exec_driver_sql(f"SELECT setval({sequence}, {last}) FROM {table}")  # noqa: S608

    def _tell_again(self, moment: datetime) -> int:
        outbox = sa.Table("outbox", sa.MetaData(), autoload_with=self._connection)
        statement = (
            sa.update(outbox)
            .where(outbox.c.at >= self._instant(moment), outbox.c.published_at.is_not(None))
            .values(published_at=None, due_at=outbox.c.at, round=0, hearings=sa.text("'{}'"))
        )
        return self._connection.execute(statement).rowcount

    def _instant(self, moment: datetime) -> datetime:
        on_postgres = self._connection.dialect.name == "postgresql"
        return moment if on_postgres else moment.replace(tzinfo=None)

    def _quoted(self, name: str) -> str:
        return self._connection.dialect.identifier_preparer.quote_identifier(name)


@contextmanager
def sql_target(url: str, which: Which, schema: str, *, replace: bool) -> Iterator[SqlTarget]:
    """The database at *url* with the tables of *schema*; what was put is kept if nothing is raised.

    Raises:
        NotEmpty: it holds records, and they are not to be *replace*d.
        Newer: another release made *schema*.
        Unavailable: the database does not answer, or others use its tables.
    """
    engine = sa.create_engine(store_url(url), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    postgres = engine.dialect.name == "postgresql"
    with translated(), engine.connect() as connection:
        connection.exec_driver_sql("BEGIN" if postgres else "BEGIN IMMEDIATE")
        try:
            if postgres:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_FOR_LOCK}s'")
            _clear(connection, replace=replace)
            step_to(connection, which, schema)
            yield SqlTarget(connection, which)
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            if not connection.invalidated:
                connection.exec_driver_sql("ROLLBACK")
            raise


def _clear(connection: sa.Connection, *, replace: bool) -> None:
    """Drop every table; unless *replace*, only if there is nothing in them."""
    quoted = connection.dialect.identifier_preparer.quote_identifier
    for name in () if replace else tables_in(connection):
        if connection.exec_driver_sql(f"SELECT 1 FROM {quoted(name)} LIMIT 1").first():  # noqa: S608
            raise NotEmpty(name)
    drop_everything(connection)
