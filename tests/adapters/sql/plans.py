"""How PostgreSQL means to answer what is asked."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from astrobookings.adapters.sql import SqlStore

__all__ = ["plan_of"]


def plan_of(store: SqlStore, read: Callable[[], object]) -> str:
    """The plan of the last statement that *read* has *store* execute."""
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, values: Any, *___: Any) -> None:
        asked.append((statement, values))

    event.listen(store.engine, "before_cursor_execute", note)
    read()
    event.remove(store.engine, "before_cursor_execute", note)
    statement, values = asked[-1]
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN {statement}", values)
        return "\n".join(row[0] for row in rows)
