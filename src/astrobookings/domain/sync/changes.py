"""Changes on their way to the copies (story 5.1)."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from attrs import frozen

from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.sync.runs import SyncSet

__all__ = ["OF_RECORDS", "SET_OF", "ChangeState", "QueuedChange", "has_arrived"]


class ChangeState(StrEnum):
    """How far a change has come."""

    PENDING = "pending"
    RUNNING = "running"
    """A run that will bring it is under way."""
    DONE = "done"
    FAILED = "failed"
    """The copy was changed elsewhere: somebody has to decide."""


SET_OF: Mapping[str, SyncSet] = {
    "account": SyncSet.PROFILES,
    "profile": SyncSet.PROFILES,
    "launch": SyncSet.LAUNCHES,
    "agency": SyncSet.LAUNCHES,
    "rocket": SyncSet.LAUNCHES,
    "spaceport": SyncSet.LAUNCHES,
    "booking": SyncSet.BOOKINGS,
    "charge": SyncSet.BOOKINGS,
    "refund": SyncSet.BOOKINGS,
}
"""The set in which each kind of record travels; other kinds stay where they are."""

OF_RECORDS = frozenset({"account", "profile", "launch", "booking"})
"""Kinds whose records have the id of their copy."""


@frozen
class QueuedChange:
    """A change, with its origin, and how far it has come."""

    change: Change
    which: SyncSet
    state: ChangeState


def has_arrived(change: Change, log: Iterable[Change], missing: int) -> bool:
    """Whether a copy that lacks *missing* versions of its source has *change* for certain; *log*
    are the changes of the record.

    Each change is one version, so that at most the last *missing* ones are on their way.
    """
    travelling = sorted(one.id for one in log if one.kind in SET_OF)
    return missing <= 0 or change.id in travelling[:-missing]
