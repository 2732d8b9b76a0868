"""Engines for SQLite and PostgreSQL, set up so that every promise of a store can be kept."""

import time
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["IDLE_BEFORE_CHECK", "engine_for", "store_url"]

OVERFLOW = 6
"""Connections beyond the pool's size under pressure."""
WAIT_FOR_CONNECTION = 10
"""Seconds."""
WAIT_FOR_LOCK = 10
"""Seconds until a statement gives up on a lock of another's."""
IDLE_BEFORE_CHECK = 1.0
"""Seconds after which a connection is tried before it is trusted again."""

_POSTGRES_OPTIONS = " ".join(
    f"-c {setting}"
    for setting in (
        "timezone=UTC",
        f"lock_timeout={WAIT_FOR_LOCK}s",
        "idle_in_transaction_session_timeout=60s",
        # Statements are planned once per connection. A plan made while a table was small must not
        # read all of it when it has grown; whatever is asked often has its index.
        "enable_seqscan=off",
    )
)
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


def store_url(url: str) -> URL:
    """*url* with the driver we use.

    Raises:
        ValueError: neither a SQLite file nor PostgreSQL.
    """
    parsed = make_url(url)
    kind = parsed.get_backend_name()
    if kind == "postgresql":
        return parsed.set(drivername="postgresql+psycopg")
    if kind == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        return parsed
    raise ValueError(f"a store is a SQLite file or PostgreSQL, not {kind} without a file")


def engine_for(url: str, connections: int, *, durable: bool = True) -> Engine:
    """An engine in autocommit; transactions are begun by hand.

    A SQLite file that is not *durable* may be lost with the machine, though not with the process.
    """
    parsed = store_url(url)
    postgres = parsed.get_backend_name() == "postgresql"
    engine = create_engine(
        parsed,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
        pool_size=connections,
        max_overflow=OVERFLOW,
        pool_timeout=WAIT_FOR_CONNECTION,
        pool_reset_on_return=None,
        connect_args=_postgres_arguments() if postgres else {"timeout": WAIT_FOR_LOCK},
    )
    if postgres:
        event.listen(engine, "checkin", _note_time)
        event.listen(engine, "checkout", _check_idle)
    else:
        event.listen(engine, "connect", _set_pragmas)
        if not durable:
            event.listen(engine, "connect", _hurry)
    return engine


def _postgres_arguments() -> dict[str, Any]:
    return {"options": _POSTGRES_OPTIONS, "connect_timeout": WAIT_FOR_CONNECTION}


def _set_pragmas(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _hurry(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


def _note_time(_: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
    entry.info["idle_since"] = time.monotonic()


def _check_idle(connection: Any, entry: ConnectionPoolEntry, _: object) -> None:
    if connection.closed:
        raise DisconnectionError
    since = entry.info.get("idle_since")
    if since is None or time.monotonic() - since < IDLE_BEFORE_CHECK:
        return
    try:
        connection.execute("SELECT 1")
    except Exception as error:
        raise DisconnectionError from error
