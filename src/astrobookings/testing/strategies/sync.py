"""Runs of synchronization, conflicts, and changes on their way."""

from datetime import datetime, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.sync.changes import SET_OF, ChangeState, QueuedChange
from astrobookings.domain.sync.conflicts import (
    ConflictId,
    Resolution,
    SyncConflict,
    resolve,
)
from astrobookings.domain.sync.facts import Facts, digest_of
from astrobookings.domain.sync.runs import (
    SyncFault,
    SyncPolicy,
    SyncRun,
    SyncRunId,
    SyncSet,
    SyncStatus,
    Tally,
    begin,
    break_off,
    end,
    go_on,
)
from astrobookings.testing.strategies.kernel import changes, ids, instants, lines, uuids

__all__ = ["queued_changes", "sync_conflicts", "sync_faults", "sync_runs", "tallies"]

_POLICY = SyncPolicy()


def sync_faults() -> SearchStrategy[SyncFault]:
    """Records that could not be copied."""
    return st.builds(SyncFault, uuids(), lines())


@st.composite
def tallies(draw: DrawFn) -> Tally:
    """What became of a few records; each was seen, and no more than that."""
    written, conflicts = draw(st.integers(0, 4)), draw(st.integers(0, 2))
    faults = tuple(draw(st.lists(sync_faults(), max_size=2)))
    idle = draw(st.integers(0, 4))
    seen = written + conflicts + len(faults) + idle
    return Tally(seen=seen, written=written, conflicts=conflicts, faults=faults)


@st.composite
def sync_runs(
    draw: DrawFn,
    *,
    which: SearchStrategy[SyncSet] = st.sampled_from(SyncSet),
    status: SearchStrategy[SyncStatus] = st.sampled_from(SyncStatus),
    created_at: SearchStrategy[datetime] = instants(),
) -> SyncRun:
    """Runs with the figures that led to their *status*."""
    now, wanted, tally = draw(created_at), draw(status), draw(tallies())
    run = SyncRun(
        id=draw(ids(SyncRunId)),
        which=draw(which),
        full=draw(st.booleans()),
        started_by=draw(st.none() | ids(UserId)),
        created_at=now,
        updated_at=now,
    )
    if wanted is SyncStatus.PENDING:
        return run
    later = now + timedelta(seconds=draw(st.integers(0, 60)))
    run = begin(run, draw(uuids()), total=tally.seen, now=now, policy=_POLICY)
    if wanted is SyncStatus.PARTIAL:
        tally = tally.with_more(Tally(seen=1, conflicts=1))
    if wanted is SyncStatus.SUCCESS:
        tally = Tally(seen=tally.seen, written=tally.written)
    if tally.seen:
        run = go_on(run, draw(uuids()), tally, now=later, policy=_POLICY)
    if wanted is SyncStatus.RUNNING:
        return run
    return break_off(run, draw(lines()), later) if wanted is SyncStatus.FAILED else end(run, later)


def _facts() -> SearchStrategy[Facts]:
    values = st.none() | st.booleans() | st.integers(0, 9) | lines()
    return st.dictionaries(st.sampled_from(["address", "active", "card/price"]), values)


@st.composite
def sync_conflicts(draw: DrawFn) -> SyncConflict:
    """Open ones and decided ones."""
    now, copy = draw(instants()), draw(_facts())
    conflict = SyncConflict(
        id=draw(ids(ConflictId)),
        which=draw(st.sampled_from(SyncSet)),
        key=draw(uuids()),
        source=draw(_facts()),
        source_version=draw(st.integers(1, 9)),
        copy=copy,
        copy_digest=digest_of(copy),
        found_at=now,
        run_id=draw(st.none() | uuids()),
        created_at=now,
        updated_at=now,
    )
    if draw(st.booleans()):
        return conflict
    how = draw(st.sampled_from(Resolution))
    return resolve(conflict, how, by=draw(uuids()), reason=draw(lines()), now=now)


def queued_changes() -> SearchStrategy[QueuedChange]:
    """Changes of records that travel."""
    return st.builds(
        QueuedChange,
        changes(),
        st.sampled_from(sorted(set(SET_OF.values()))),
        st.sampled_from(ChangeState),
    )
