"""Driver errors in the words of the domain."""

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import frozen
from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    ExecutionTimeout,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
    WaitQueueTimeoutError,
    WTimeoutError,
)

from astrobookings.domain.kernel.errors import Unavailable

__all__ = [
    "CONTENDED",
    "SILENT",
    "Taken",
    "passing",
    "taken",
    "translated",
    "undecided",
]

SILENT = "The database does not answer; try again shortly."
CONTENDED = "Others are changing the same records; try again shortly."

_CONFLICT = 112
_DUPLICATE = {11000, 11001}
_OF_THE_SERVER = {
    24,  # LockTimeout
    91,  # ShutdownInProgress
    _CONFLICT,
    189,  # PrimarySteppedDown
    225,  # TransactionTooOld
    251,  # NoSuchTransaction
    10107,  # NotWritablePrimary
    11600,  # InterruptedAtShutdown
    11602,  # InterruptedDueToReplStateChange
    14031,  # OutOfDiskSpace
}


@frozen
class Taken(Exception):
    """Another document has the values of these fields, which are unique.

    The running transaction goes on without the write that was refused.
    """

    fields: tuple[str, ...]


def taken(error: PyMongoError) -> Taken | None:
    """What *error* says if it refuses a duplicate, without the values: they may be secrets."""
    if not isinstance(error, OperationFailure) or error.details is None:
        return None
    details = error.details
    if isinstance(error, BulkWriteError):
        details = next(iter(details.get("writeErrors", ())), {})
    if details.get("code") not in _DUPLICATE:
        return None
    return Taken(tuple(details.get("keyPattern", ())))


def _away(error: PyMongoError) -> bool:
    """Whether no server could be reached in the time we give it."""
    return isinstance(error, ServerSelectionTimeoutError | NetworkTimeout | WaitQueueTimeoutError)


def passing(error: PyMongoError) -> bool:
    """Whether a transaction that met *error* may well succeed if begun anew."""
    return error.has_error_label("TransientTransactionError") and not _away(error)


def undecided(error: PyMongoError) -> bool:
    """Whether nobody knows yet if the commit that met *error* took effect; asking again tells."""
    return error.has_error_label("UnknownTransactionCommitResult") and not _away(error)


@contextmanager
def translated() -> Iterator[None]:
    """Raise `Unavailable` for whatever the server could not do for lack of it."""
    try:
        yield
    except PyMongoError as error:
        if _tells_of_the_server(error):
            raise Unavailable(CONTENDED if _contended(error) else SILENT) from error
        raise


def _tells_of_the_server(error: PyMongoError) -> bool:
    if isinstance(error, ConnectionFailure | ExecutionTimeout | WTimeoutError):
        return True
    if isinstance(error, OperationFailure) and error.code in _OF_THE_SERVER:
        return True
    return passing(error) or undecided(error)


def _contended(error: PyMongoError) -> bool:
    return isinstance(error, OperationFailure) and error.code == _CONFLICT
