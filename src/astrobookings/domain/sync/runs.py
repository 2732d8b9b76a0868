"""Runs of synchronization and their life cycle (stories 5.2, 5.3, 5.6)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar, NewType, Self
from uuid import UUID

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.sync.events import SyncRunEnded

__all__ = [
    "OPEN",
    "SYNC_MOVES",
    "NoSuchSyncMove",
    "SyncFault",
    "SyncPolicy",
    "SyncRun",
    "SyncRunId",
    "SyncSet",
    "SyncStatus",
    "SyncUnderWay",
    "Tally",
    "begin",
    "break_off",
    "ended",
    "end",
    "go_on",
    "pause",
]

SyncRunId = NewType("SyncRunId", UUID)


class SyncSet(StrEnum):
    """Which records travel."""

    PROFILES = "profiles"
    """Traveler profiles and sign-in status, SystemDB to OperationsDB."""
    LAUNCHES = "launches"
    """Launches with their names and availability, OperationsDB to SystemDB."""
    BOOKINGS = "bookings"
    """Bookings with their payments, OperationsDB to SystemDB."""
    BOOKING_REQUESTS = "booking_requests"
    """Requests taken while OperationsDB was away, SystemDB to OperationsDB."""


class SyncStatus(StrEnum):
    PENDING = "pending"
    RUNNING = "running"
    SUCCESS = "success"
    PARTIAL = "partial"
    """It came to its end, but some records were skipped: they changed elsewhere, or failed."""
    FAILED = "failed"
    """It did not come to its end."""


_S = SyncStatus
OPEN = frozenset({_S.PENDING, _S.RUNNING})
SYNC_MOVES: Mapping[SyncStatus, frozenset[SyncStatus]] = {
    _S.PENDING: frozenset({_S.RUNNING, _S.FAILED}),
    _S.RUNNING: frozenset({_S.RUNNING, _S.SUCCESS, _S.PARTIAL, _S.FAILED}),
    _S.SUCCESS: frozenset(),
    _S.PARTIAL: frozenset(),
    _S.FAILED: frozenset(),
}


@frozen
class SyncPolicy:
    """How often and how fast records travel."""

    every: timedelta = timedelta(minutes=5)
    """Between runs of one set; changes travel by themselves long before."""
    full_every: timedelta = timedelta(days=1)
    """Between runs that look at every copy whether or not its source changed."""
    batch: int = 100
    """Records in one transaction."""
    step: int = 500
    """Records whose versions are compared at once."""
    turn: timedelta = timedelta(seconds=30)
    """After it a run of the schedule makes room for other jobs; the next turn goes on there."""
    told_every: timedelta = timedelta(seconds=10)
    """A run that changes nothing tells where it is only now and then."""
    lease: timedelta = timedelta(minutes=2)
    """A run that told nothing for so long is taken over where it stood."""
    runs_kept: timedelta = timedelta(days=90)
    """How long a run is remembered after its end."""
    faults_kept: int = 20
    """Errors told in full by a run; the rest is only counted."""

    def __attrs_post_init__(self) -> None:
        if self.batch < 1 or self.step < 1:
            raise ValueError("batch and step are at least 1")
        if self.every <= timedelta() or self.lease <= timedelta():
            raise ValueError("every and lease are more than nothing")
        if self.turn < timedelta():
            raise ValueError("turn is not less than nothing: without one, each turn is one step")


@frozen
class SyncFault:
    """A record that could not be copied, and why."""

    key: UUID
    detail: str


@frozen(kw_only=True)
class Tally:
    """What became of some records."""

    seen: int = 0
    written: int = 0
    conflicts: int = 0
    faults: tuple[SyncFault, ...] = ()

    def with_more(self, more: Self) -> Self:
        """The two together."""
        return evolve(
            self,
            seen=self.seen + more.seen,
            written=self.written + more.written,
            conflicts=self.conflicts + more.conflicts,
            faults=self.faults + more.faults,
        )


@frozen(kw_only=True)
class SyncRun(Entity):
    """One synchronization of one set, record by record in the order of their ids."""

    id: SyncRunId
    which: SyncSet
    full: bool
    """Look at every record, not only at those whose source has a higher version."""
    status: SyncStatus = SyncStatus.PENDING
    started_by: UUID | None
    """The user who asked for it; None: the schedule, or an operator at the command line."""
    began_at: datetime | None = field(default=None, validator=aware)
    ended_at: datetime | None = field(default=None, validator=aware)
    total: int = 0
    """Records to be seen, as counted at the beginning."""
    seen: int = 0
    written: int = 0
    conflicts: int = 0
    failures: int = 0
    faults: tuple[SyncFault, ...] = ()
    """The first of the failures."""
    error: str = ""
    """Why it did not come to its end."""
    cursor: UUID | None = None
    """The last record seen; a run that is taken over goes on after it."""
    holder: UUID | None = None
    """Who runs it."""
    lease_until: datetime | None = field(default=None, validator=aware)

    @property
    def completion(self) -> int:
        """Percent, whole ones."""
        if self.status in {SyncStatus.SUCCESS, SyncStatus.PARTIAL}:
            return 100
        return min(100 * self.seen // self.total, 99) if self.total else 0


@frozen
class SyncUnderWay(Refused):
    """Two runs of one set never overlap."""

    code: ClassVar[str] = "sync-under-way"
    which: SyncSet

    def __str__(self) -> str:
        return f"The {self.which.replace('_', ' ')} are being synchronized already."


@frozen
class NoSuchSyncMove(Refused):
    """The run's status does not allow this move."""

    code: ClassVar[str] = "sync-status"
    now: SyncStatus
    wanted: SyncStatus

    def __str__(self) -> str:
        return f"A run that is {self.now} cannot become {self.wanted}."


def _moved(run: SyncRun, wanted: SyncStatus) -> SyncRun:
    if wanted not in SYNC_MOVES[run.status]:
        raise NoSuchSyncMove(run.status, wanted)
    return evolve(run, status=wanted)


def begin(run: SyncRun, holder: UUID, *, total: int, now: datetime, policy: SyncPolicy) -> SyncRun:
    """*run* in the hands of *holder*: begun, or taken over from one who told nothing for long.

    Raises:
        SyncUnderWay: somebody runs it.
        NoSuchSyncMove: it has ended.
    """
    if run.lease_until is not None and now < run.lease_until and run.status in OPEN:
        raise SyncUnderWay(run.which)
    return evolve(
        _moved(run, SyncStatus.RUNNING),
        began_at=run.began_at or now,
        total=max(total, run.seen),
        holder=holder,
        lease_until=now + policy.lease,
    )


def go_on(
    run: SyncRun, cursor: UUID, tally: Tally, *, now: datetime, policy: SyncPolicy
) -> SyncRun:
    """*run* after it saw the records up to *cursor*; it is its holder's for another while."""
    faults = (*run.faults, *tally.faults)
    return evolve(
        run,
        seen=run.seen + tally.seen,
        written=run.written + tally.written,
        conflicts=run.conflicts + tally.conflicts,
        failures=run.failures + len(tally.faults),
        faults=faults[: policy.faults_kept],
        cursor=cursor,
        lease_until=now + policy.lease,
    )


def pause(run: SyncRun) -> SyncRun:
    """*run* for whoever wants to go on with it."""
    return evolve(run, holder=None, lease_until=None)


def end(run: SyncRun, now: datetime) -> SyncRun:
    """*run* at its end: a success, or partial when records were skipped.

    Raises:
        NoSuchSyncMove: it is not running.
    """
    skipped = run.conflicts or run.failures
    return _ended(_moved(run, SyncStatus.PARTIAL if skipped else SyncStatus.SUCCESS), now)


def break_off(run: SyncRun, error: str, now: datetime) -> SyncRun:
    """*run* given up because of *error*; the next one begins anew.

    Raises:
        NoSuchSyncMove: it has ended.
    """
    return evolve(_ended(_moved(run, SyncStatus.FAILED), now), error=error)


def _ended(run: SyncRun, now: datetime) -> SyncRun:
    return evolve(run, ended_at=now, holder=None, lease_until=None)


def ended(run: SyncRun) -> SyncRunEnded:
    """What others hear of *run* at its end."""
    return SyncRunEnded(run.id, run.which.value, run.status.value)
