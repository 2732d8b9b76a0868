"""Mails are tried again after faults and at last given up (stories 4.6, 4.7)."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.notifications.notification import (
    DeliveryPolicy,
    Notification,
    NotificationStatus,
    claim,
    missed,
    sent,
)
from astrobookings.testing.strategies import notifications
from tests.domain.examples import NOW

POLICY = DeliveryPolicy()
N = NotificationStatus
waiting = notifications(status=st.just(N.PENDING))
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
    assert (note.status is N.SENT) == (note.sent_at is not None)
    assert (note.status is N.PROCESSING) == (note.lease_until is not None)
