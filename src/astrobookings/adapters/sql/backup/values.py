"""Values of columns, between a database and JSON that any database reads.

Ids are text with hyphens, instants RFC 3339 in UTC, JSON columns the text that they hold.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from attrs import frozen

__all__ = ["Columns", "Value", "columns_of", "selected"]

Value = str | int | float | bool | None
Change = Callable[[Any], Value]


def _same(value: Value) -> Value:
    return value


_FROM_SQLITE: Mapping[str, Change] = {
    "CHAR(32)": lambda stored: str(UUID(stored)),
    "DATETIME": lambda stored: f"{stored.replace(' ', 'T')}Z",
    "BOOLEAN": bool,
}
_INTO_SQLITE: Mapping[str, Change] = {
    "CHAR(32)": lambda told: UUID(told).hex,
    "DATETIME": lambda told: told.replace("T", " ").removesuffix("Z"),
    "BOOLEAN": int,
}
_PLAIN_ON_POSTGRES = {"SMALLINT", "INTEGER", "BIGINT", "BOOLEAN", "DOUBLE PRECISION", "REAL"}


@frozen
class Columns:
    """The columns of one table, and how the values of each travel."""

    names: tuple[str, ...]
    kinds: tuple[str, ...]
    postgres: bool

    def told(self, row: Sequence[Any]) -> dict[str, Value]:
        """*row* as it travels."""
        changes = (self._change(kind, _FROM_SQLITE) for kind in self.kinds)
        return {
            name: None if value is None else change(value)
            for name, change, value in zip(self.names, changes, row, strict=True)
        }

    def stored(self, told: Mapping[str, Value]) -> tuple[Value, ...]:
        """What travelled, as the database takes it.

        Raises:
            ValueError: it has other columns than the table.
        """
        if told.keys() != set(self.names):
            raise ValueError(f"a row has {sorted(told)} and the table {sorted(self.names)}")
        changes = (self._change(kind, _INTO_SQLITE) for kind in self.kinds)
        return tuple(
            None if told[name] is None else change(told[name])
            for name, change in zip(self.names, changes, strict=True)
        )

    def _change(self, kind: str, changes: Mapping[str, Change]) -> Change:
        return _same if self.postgres else changes.get(kind, _same)


def columns_of(connection: sa.Connection, table: str) -> Columns:
    """The columns of *table* that hold something of their own."""
    found = [one for one in sa.inspect(connection).get_columns(table) if "computed" not in one]
    names = tuple(one["name"] for one in found)
    kinds = tuple(one["type"].compile(connection.dialect) for one in found)
    return Columns(names, kinds, connection.dialect.name == "postgresql")


def selected(columns: Columns, quoted: Callable[[str], str]) -> str:
    """What to select, so that each value comes as it travels or as `told` expects it."""
    if not columns.postgres:
        return ", ".join(quoted(name) for name in columns.names)
    pairs = zip(columns.names, columns.kinds, strict=True)
    return ", ".join(_on_postgres(quoted(name), kind) for name, kind in pairs)


def _on_postgres(column: str, kind: str) -> str:
    if kind.startswith("TIMESTAMP"):
        return f"to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    return column if kind in _PLAIN_ON_POSTGRES else f"{column}::text"
