"""Driver errors in the words of the domain."""

import re
import sqlite3
from contextlib import AbstractContextManager

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["FOREIGN_KEY", "SILENT", "broken_constraint", "translated", "unavailable"]

SILENT = "The database does not answer; try again shortly."
FOREIGN_KEY = "foreign key"

_BUSY_SQLITE = {"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL"}
_UNIQUE_SQLITE = re.compile(r"UNIQUE constraint failed: (.+)")
_CHECK_SQLITE = re.compile(r"CHECK constraint failed: (.+)")


class _Translation:
    """A context of its own class: the hot path enters it for every statement."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        if error is not None and _tells_of_the_server(error):
            raise Unavailable(SILENT) from error


_TRANSLATION = _Translation()


def translated() -> AbstractContextManager[None]:
    """Raise `Unavailable` for whatever the database could not do for lack of it."""
    return _TRANSLATION


def _tells_of_the_server(error: BaseException) -> bool:
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or unavailable(error.orig)
    return isinstance(error, NoConnectionFree) or unavailable(error)


def unavailable(error: BaseException | None) -> bool:
    """Whether a driver's *error* tells of the server's state and not of our statement.

    With psycopg these are lost and refused connections, deadlocks, time-outs of locks, a full disk.
    """
    if isinstance(error, sqlite3.OperationalError):
        name = getattr(error, "sqlite_errorname", "")
        return any(name.startswith(busy) for busy in _BUSY_SQLITE)
    return type(error).__module__.startswith("psycopg") and any(
        kind.__name__ in {"OperationalError", "InterfaceError"} for kind in type(error).__mro__
    )


def broken_constraint(error: IntegrityError | BaseException) -> str:
    """The name of the constraint that refused, such as `uq_users_email`; `foreign key` for any."""
    cause = error.orig if isinstance(error, IntegrityError) else error
    if isinstance(cause, sqlite3.IntegrityError):
        return _broken_in_sqlite(cause)
    diagnosis = getattr(cause, "diag", None)
    name = str(getattr(diagnosis, "constraint_name", ""))
    return FOREIGN_KEY if name.startswith("fk_") else name


def _broken_in_sqlite(error: sqlite3.IntegrityError) -> str:
    message = str(error)
    if found := _UNIQUE_SQLITE.match(message):
        columns = [column.split(".") for column in found[1].split(", ")]
        return "_".join(["uq", columns[0][0], *(name for _, name in columns)])
    if found := _CHECK_SQLITE.match(message):
        return found[1]
    return FOREIGN_KEY if message.startswith("FOREIGN KEY") else message
