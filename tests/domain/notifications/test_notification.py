"""Mails are tried again after faults and at last given up (stories 4.6, 4.7)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.domain.notifications.notification import (
    BY_HAND,
    NOTIFICATION_MOVES,
    DeliveryPolicy,
    NoSuchNotificationMove,
    Notification,
    NotificationStatus,
    bounced,
    claim,
    delivered,
    is_due,
    missed,
    moved_by_hand,
    postponed,
    retried,
    sent,
    undeliverable,
    withheld,
)
from astrobookings.testing.strategies import notifications
from tests.domain.examples import NOW

POLICY = DeliveryPolicy()
N = NotificationStatus
LAST = NotificationKind.ACCOUNT_CLOSED
waiting = notifications(status=st.just(N.PENDING)).filter(lambda note: note.kind is not LAST)
jitters = st.floats(0, 1)


@pytest.mark.story("4.7")
@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (9, 3600), (10_000, 3600)],
)
def test_the_wait_doubles_with_each_attempt_up_to_an_hour(attempts: int, seconds: int) -> None:
    assert POLICY.wait(attempts, 1.0) == timedelta(seconds=seconds)


@pytest.mark.story("4.7")
@given(st.integers(1, 100), jitters)
def test_jitter_takes_any_part_of_the_wait(attempts: int, jitter: float) -> None:
    longest = POLICY.wait(attempts, 1.0)

    assert timedelta(0) <= POLICY.wait(attempts, jitter) <= longest
    assert POLICY.wait(attempts, 0.0) == timedelta(0)


@pytest.mark.story("4.7")
@given(waiting)
def test_a_claimed_notification_is_one_workers_for_a_minute(note: Notification) -> None:
    claimed = claim(note, NOW, POLICY)

    assert claimed.status is N.PROCESSING
    assert claimed.lease_until == NOW + timedelta(seconds=60)
    assert (claimed.attempts, claimed.last_attempt_at) == (note.attempts + 1, NOW)


@pytest.mark.story("4.6")
@given(waiting)
def test_a_sent_notification_says_when(note: Notification) -> None:
    done = sent(evolve(claim(note, NOW, POLICY), failure="once"), NOW)

    assert (done.status, done.sent_at) == (N.SENT, NOW)
    assert (done.lease_until, done.failure) == (None, "")


@pytest.mark.story("4.7")
@given(st.integers(1, 12), jitters, waiting)
def test_a_missed_attempt_is_repeated_until_the_eighth(
    attempts: int, jitter: float, note: Notification
) -> None:
    tried = evolve(note, status=N.PROCESSING, attempts=attempts, lease_until=NOW)

    after = missed(tried, "greylisted", now=NOW, jitter=jitter, policy=POLICY)

    assert (after.lease_until, after.failure) == (None, "greylisted")
    if attempts < 8:
        assert after.status is N.PENDING
        assert after.due_at == NOW + POLICY.wait(attempts, jitter)
    else:
        assert after.status is N.FAILED


@given(notifications())
def test_a_notification_never_has_more_attempts_than_allowed(note: Notification) -> None:
    assert note.attempts <= POLICY.attempts
    assert (note.status in {N.SENT, N.DELIVERED, N.BOUNCED}) == (note.sent_at is not None)
    assert (note.status is N.PROCESSING) == (note.lease_until is not None)


@pytest.mark.story("4.7")
@given(waiting, st.integers(1, 60), jitters)
def test_an_outage_counts_no_attempts_and_lengthens_the_wait(
    note: Notification, rounds: int, jitter: float
) -> None:
    after = note
    for _ in range(rounds):
        after = postponed(claim(after, NOW, POLICY), "away", now=NOW, jitter=jitter, policy=POLICY)

    assert (after.status, after.attempts) == (N.PENDING, note.attempts)
    assert after.due_at <= NOW + POLICY.longest
    assert len(after.trail) <= 20


@pytest.mark.story("4.6")
@given(waiting)
def test_the_trail_tells_each_attempt_in_order(note: Notification) -> None:
    tried = missed(claim(note, NOW, POLICY), "450 busy", now=NOW, jitter=1.0, policy=POLICY)
    later = tried.due_at
    done = sent(claim(tried, later, POLICY), later, "250 queued")

    assert [(one.at, one.outcome) for one in done.trail[-2:]] == [
        (NOW, "450 busy"),
        (later, "250 queued"),
    ]


@pytest.mark.story("0.6")
@given(waiting)
def test_the_last_mail_to_somebody_does_not_keep_the_address(note: Notification) -> None:
    address = "ada@example.test"
    last = evolve(note, kind=LAST, details={"address": address, "name": "Ada"})

    tried = missed(claim(last, NOW, POLICY), f"450 {address}", now=NOW, jitter=1.0, policy=POLICY)
    done = sent(claim(tried, tried.due_at, POLICY), tried.due_at, f"250 {address}")
    back = bounced(done, NOW, f"550 {address}")

    assert tried.details == last.details
    assert (done.details, withheld(last, "not wanted").details) == ({}, {})
    assert address not in repr((tried.failure, tried.trail, done, back))


@pytest.mark.story("4.5")
def test_by_hand_nothing_moves_that_may_not_move_at_all() -> None:
    assert NOTIFICATION_MOVES.keys() == set(N)
    for status, wanted in BY_HAND.items():
        assert wanted <= NOTIFICATION_MOVES[status]


@pytest.mark.story("4.5")
@given(notifications(), st.sampled_from(N))
def test_only_what_waits_or_failed_is_moved_by_hand(note: Notification, wanted: N) -> None:
    if wanted in BY_HAND.get(note.status, ()):
        moved = moved_by_hand(note, wanted, NOW)

        assert moved.status is wanted
        assert moved.trail[-1].at == NOW
    else:
        with pytest.raises(NoSuchNotificationMove):
            moved_by_hand(note, wanted, NOW)


@pytest.mark.story("4.5")
@given(notifications(status=st.just(N.FAILED)))
def test_what_is_tried_again_has_all_attempts_before_it(note: Notification) -> None:
    again = retried(note, NOW)

    assert (again.status, again.attempts, again.due_at) == (N.PENDING, 0, NOW)
    assert is_due(again, NOW)
    with pytest.raises(NoSuchNotificationMove):
        retried(again, NOW)


@pytest.mark.story("4.6")
@given(notifications())
def test_only_what_was_sent_is_delivered_or_bounces(note: Notification) -> None:
    tries: tuple[tuple[Callable[[], Notification], set[NotificationStatus]], ...] = (
        (lambda: delivered(note, NOW), {N.SENT}),
        (lambda: bounced(note, NOW, "550 full"), {N.SENT, N.DELIVERED}),
    )
    for move, allowed in tries:
        if note.status in allowed:
            assert move().sent_at == note.sent_at
        else:
            with pytest.raises(NoSuchNotificationMove):
                move()


@given(waiting)
def test_what_is_given_up_or_withheld_says_why_and_is_never_due(note: Notification) -> None:
    for over in (undeliverable(note, "no link"), withheld(claim(note, NOW, POLICY), "not wanted")):
        assert over.failure in {"no link", "not wanted"}
        assert over.lease_until is None
        assert not is_due(over, NOW + timedelta(days=9))
