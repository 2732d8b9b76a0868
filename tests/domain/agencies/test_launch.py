"""The life of a launch (story 1.5)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise, product

import pytest
from hypothesis import given

from astrobookings.domain.agencies.events import (
    LaunchAborted,
    LaunchDelayed,
    LaunchFailed,
    LaunchSucceeded,
)
from astrobookings.domain.agencies.launch import (
    FINAL,
    LAUNCH_MOVES,
    OPEN,
    Launch,
    LaunchNotDue,
    LaunchStatus,
    NoSuchLaunchMove,
    TurnAroundPolicy,
    abort,
    delay,
    fail,
    succeed,
)
from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.kernel.ids import DelayId
from astrobookings.testing.strategies import launches
from tests.domain.examples import INSTANT, LAUNCH_AT, NOW, SECOND, a_launch, number

L = LaunchStatus
Moved = LaunchDelayed | LaunchAborted | LaunchFailed | LaunchSucceeded
LATER = LAUNCH_AT + timedelta(days=30)
BY = number(2)
DELAY = DelayId(number(60))


def put_off(
    launch: Launch, now: datetime, *, to: datetime = LATER, reason: str = "weather"
) -> tuple[Launch, LaunchDelayed]:
    return delay(launch, delay_id=DELAY, to=to, reason=reason, by=BY, now=now)


def call_off(launch: Launch, now: datetime) -> tuple[Launch, LaunchAborted]:
    return abort(launch, reason="no crew", by=BY, now=now)


def fall(launch: Launch, now: datetime) -> tuple[Launch, LaunchFailed]:
    return fail(launch, reason="engine", by=BY, now=now)


def fly(launch: Launch, now: datetime) -> tuple[Launch, LaunchSucceeded]:
    return succeed(launch, by=BY, now=now)


MOVES: dict[L, Callable[[Launch, datetime], tuple[Launch, Moved]]] = {
    L.DELAYED: put_off,
    L.ABORTED: call_off,
    L.FAILED: fall,
    L.SUCCESSFUL: fly,
}


@pytest.mark.story("1.5")
@pytest.mark.parametrize(("status", "wanted"), list(product(L, MOVES)))
def test_an_open_launch_may_move_anywhere_and_a_final_one_nowhere(status: L, wanted: L) -> None:
    launch = a_launch(status=status)
    move = MOVES[wanted]

    if status in {L.SCHEDULED, L.DELAYED}:
        moved, event = move(launch, LAUNCH_AT)
        assert moved.status is wanted
        assert (event.launch_id, event.agency_id) == (launch.id, launch.agency_id)
    else:
        with pytest.raises(NoSuchLaunchMove) as refusal:
            move(launch, LAUNCH_AT)
        assert (refusal.value.now, refusal.value.wanted) == (status, wanted)


def test_the_table_says_the_same() -> None:
    anywhere, nowhere = frozenset(L) - {L.SCHEDULED}, frozenset[L]()

    assert {status: LAUNCH_MOVES[status] for status in OPEN} == dict.fromkeys(OPEN, anywhere)
    assert {status: LAUNCH_MOVES[status] for status in FINAL} == dict.fromkeys(FINAL, nowhere)
    assert OPEN | FINAL == LAUNCH_MOVES.keys() == set(L)


@pytest.mark.story("1.5")
@pytest.mark.parametrize("wanted", MOVES)
def test_every_move_is_kept_in_the_history(wanted: L) -> None:
    launch, _ = put_off(a_launch(), NOW, to=LAUNCH_AT + SECOND)
    now = LAUNCH_AT + SECOND

    moved, _ = MOVES[wanted](launch, now)

    assert moved.history[:-1] == launch.history
    last = moved.history[-1]
    assert (last.at, last.status, last.by) == (now, wanted, BY)
    assert last.launch_at == moved.launch_at


@pytest.mark.story("1.5")
@pytest.mark.parametrize("outcome", [L.FAILED, L.SUCCESSFUL])
def test_an_outcome_is_reported_from_the_launch_on(outcome: L) -> None:
    launch, move = a_launch(), MOVES[outcome]

    with pytest.raises(LaunchNotDue) as refusal:
        move(launch, LAUNCH_AT - INSTANT)
    moved, _ = move(launch, LAUNCH_AT)

    assert refusal.value.launch_at == LAUNCH_AT
    assert moved.status is outcome


@pytest.mark.story("1.5")
@pytest.mark.parametrize("now", [NOW, LAUNCH_AT + timedelta(days=2)])
def test_a_launch_may_be_aborted_before_and_after_its_date(now: datetime) -> None:
    moved, event = call_off(a_launch(), now)

    assert moved.status is L.ABORTED
    assert event == LaunchAborted(moved.id, moved.agency_id)


@pytest.mark.story("1.5")
def test_a_delay_moves_the_date_and_keeps_the_old_one() -> None:
    launch = a_launch()

    moved, event = put_off(launch, NOW)

    entry = moved.delays[-1]
    assert (moved.launch_at, moved.status, moved.slug) == (LATER, L.DELAYED, launch.slug)
    assert (entry.launch_at_before, entry.launch_at, entry.at) == (LAUNCH_AT, LATER, NOW)
    assert event == LaunchDelayed(launch.id, launch.agency_id, DELAY)
    assert entry.id == DELAY


@pytest.mark.story("1.5")
@pytest.mark.parametrize(
    ("now", "to"),
    [
        (NOW, LAUNCH_AT),
        (NOW, LAUNCH_AT - SECOND),
        (LATER, LATER),
        (LATER + SECOND, LATER),
    ],
)
def test_a_delay_is_to_a_date_later_than_both_the_old_one_and_now(
    now: datetime, to: datetime
) -> None:
    with pytest.raises(Invalid) as refusal:
        put_off(a_launch(), now, to=to)

    assert [fault.pointer for fault in refusal.value.faults] == ["/launch_at"]
    assert put_off(a_launch(), now, to=max(LAUNCH_AT, now) + INSTANT)[0].status is L.DELAYED


def test_a_delay_is_to_a_date_before_the_year_3000() -> None:
    last = datetime(2999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)

    with pytest.raises(Invalid) as refusal:
        put_off(a_launch(), NOW, to=last + INSTANT)

    assert [fault.pointer for fault in refusal.value.faults] == ["/launch_at"]
    assert put_off(a_launch(), NOW, to=last)[0].launch_at == last


@pytest.mark.story("1.5")
@pytest.mark.parametrize("reason", ["", " \n", "x" * 1001])
def test_a_delay_or_an_abort_needs_a_reason_of_at_most_1000_characters(reason: str) -> None:
    with pytest.raises(Invalid) as delayed:
        put_off(a_launch(), NOW, reason=reason)
    with pytest.raises(Invalid) as aborted:
        abort(a_launch(), reason=reason, by=BY, now=NOW)

    for refusal in (delayed, aborted):
        assert [fault.pointer for fault in refusal.value.faults] == ["/reason"]
    assert put_off(a_launch(), NOW, reason="x" * 1000)[0].delays[0].reason == "x" * 1000


@given(launches())
def test_a_launch_only_ever_moves_to_later_dates(launch: Launch) -> None:
    dates = [one.launch_at_before for one in launch.delays] + [launch.launch_at]

    assert all(earlier < later for earlier, later in pairwise(dates))
    assert [one.launch_at for one in launch.delays] == dates[1:]


@given(launches())
def test_the_history_leads_to_the_present(launch: Launch) -> None:
    first, last = launch.history[0], launch.history[-1]

    assert first.status is L.SCHEDULED
    assert (last.status, last.launch_at) == (launch.status, launch.launch_at)
    assert all(one.at <= other.at for one, other in pairwise(launch.history))
    assert all(other.status in LAUNCH_MOVES[one.status] for one, other in pairwise(launch.history))


@pytest.mark.story("1.3")
def test_a_rocket_rests_exactly_24_hours() -> None:
    policy, day = TurnAroundPolicy(), timedelta(hours=24)

    for side in (1, -1):
        assert policy.clash(LAUNCH_AT, LAUNCH_AT + side * (day - INSTANT))
        assert not policy.clash(LAUNCH_AT, LAUNCH_AT + side * day)
    assert policy.clash(LAUNCH_AT, LAUNCH_AT)
