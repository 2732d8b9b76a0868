"""Runs begin, go on, are taken over, and end (stories 5.2, 5.3, 5.6)."""

from datetime import timedelta

import pytest

from astrobookings.domain.sync.runs import (
    OPEN,
    SYNC_MOVES,
    NoSuchSyncMove,
    SyncFault,
    SyncPolicy,
    SyncStatus,
    SyncUnderWay,
    Tally,
    begin,
    break_off,
    end,
    ended,
    go_on,
    pause,
)
from astrobookings.testing.builders import NOW, a_sync_run, fresh_id

POLICY = SyncPolicy(lease=timedelta(minutes=2), faults_kept=2)
ME, OTHER = fresh_id(), fresh_id()


def test_a_run_belongs_to_who_began_it_for_a_while() -> None:
    run = begin(a_sync_run(), ME, total=10, now=NOW, policy=POLICY)

    assert (run.status, run.holder, run.began_at) == (SyncStatus.RUNNING, ME, NOW)
    with pytest.raises(SyncUnderWay):
        begin(run, OTHER, total=10, now=NOW + POLICY.lease - timedelta(seconds=1), policy=POLICY)


def test_a_run_whose_holder_fell_silent_is_taken_over_where_it_stood() -> None:
    run = begin(a_sync_run(), ME, total=10, now=NOW, policy=POLICY)
    seen = go_on(run, OTHER, Tally(seen=4, written=3), now=NOW, policy=POLICY)
    later = NOW + POLICY.lease

    taken = begin(seen, OTHER, total=10, now=later, policy=POLICY)

    assert (taken.holder, taken.cursor, taken.seen, taken.written) == (OTHER, OTHER, 4, 3)
    assert taken.began_at == NOW


def test_a_paused_run_is_anybody_s() -> None:
    run = pause(begin(a_sync_run(), ME, total=10, now=NOW, policy=POLICY))

    assert begin(run, OTHER, total=10, now=NOW, policy=POLICY).holder == OTHER


def test_each_step_renews_the_lease_and_adds_up() -> None:
    run = begin(a_sync_run(), ME, total=10, now=NOW, policy=POLICY)
    fault = SyncFault(OTHER, "no such country")

    for place in range(1, 4):
        run = go_on(
            run,
            fresh_id(),
            Tally(seen=3, written=1, conflicts=1, faults=(fault,)),
            now=NOW + place * timedelta(minutes=1),
            policy=POLICY,
        )

    assert (run.seen, run.written, run.conflicts, run.failures) == (9, 3, 3, 3)
    assert run.faults == (fault, fault)
    assert run.lease_until == NOW + timedelta(minutes=3) + POLICY.lease


def test_tallies_add_up() -> None:
    fault = SyncFault(OTHER, "no such country")
    one = Tally(seen=1, written=2, conflicts=3, faults=(fault,))

    assert one.with_more(one) == Tally(seen=2, written=4, conflicts=6, faults=(fault, fault))


@pytest.mark.parametrize(
    ("tally", "status"),
    [
        (Tally(seen=9, written=9), SyncStatus.SUCCESS),
        (Tally(seen=9, conflicts=1), SyncStatus.PARTIAL),
        (Tally(seen=9, faults=(SyncFault(OTHER, "no"),)), SyncStatus.PARTIAL),
    ],
)
def test_a_run_that_skipped_records_is_partial(tally: Tally, status: SyncStatus) -> None:
    run = begin(a_sync_run(), ME, total=10, now=NOW, policy=POLICY)

    done = end(go_on(run, OTHER, tally, now=NOW, policy=POLICY), NOW)

    assert (done.status, done.ended_at, done.holder) == (status, NOW, None)
    assert done.completion == 100
    assert (ended(done).which, ended(done).status) == ("profiles", status.value)


def test_completion_is_told_in_percent_and_is_100_at_the_end_alone() -> None:
    run = begin(a_sync_run(), ME, total=3, now=NOW, policy=POLICY)

    def seen(count: int) -> int:
        return go_on(run, OTHER, Tally(seen=count), now=NOW, policy=POLICY).completion

    assert [seen(0), seen(1), seen(2), seen(3), seen(4)] == [0, 33, 66, 99, 99]
    assert a_sync_run().completion == 0


def test_a_run_given_up_says_why() -> None:
    run = break_off(a_sync_run(status=SyncStatus.RUNNING), "SystemDB is away", NOW)

    assert (run.status, run.error, run.ended_at) == (SyncStatus.FAILED, "SystemDB is away", NOW)


@pytest.mark.parametrize("status", sorted(set(SyncStatus) - OPEN))
def test_nothing_leaves_an_end(status: SyncStatus) -> None:
    run = a_sync_run(status=status)

    assert SYNC_MOVES[status] == frozenset()
    with pytest.raises(NoSuchSyncMove):
        begin(run, ME, total=1, now=NOW, policy=POLICY)
    with pytest.raises(NoSuchSyncMove):
        end(run, NOW)
    with pytest.raises(NoSuchSyncMove):
        break_off(run, "why", NOW)


def test_a_run_that_never_began_does_not_end_well() -> None:
    with pytest.raises(NoSuchSyncMove):
        end(a_sync_run(), NOW)
