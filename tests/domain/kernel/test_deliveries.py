"""How an event fares on its way to the contexts that hear it."""

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.deliveries import (
    Delivery,
    DeliveryStatus,
    Miss,
    RelayPolicy,
    begun,
    heard,
    lapsed,
    missed,
    pending,
    retried,
    settled,
    to_hear,
)
from astrobookings.testing.builders import NOW
from astrobookings.testing.strategies import envelopes

POLICY = RelayPolicy(attempts=3)
LEASE_END = NOW + POLICY.lease
BROKEN = Miss("KeyError: see the log")
OUTAGE = Miss("Unavailable: the database does not answer", outage=True)
BOTH = ("booking", "notifications")

deliveries = st.builds(Delivery, envelope=envelopes(), due_at=st.just(LEASE_END), round=st.just(1))


def miss(delivery: Delivery, context: str, what: Miss = BROKEN) -> Delivery:
    return missed(delivery, context, what, now=NOW, jitter=1.0, policy=POLICY)


def next_round(delivery: Delivery) -> Delivery:
    return evolve(delivery, round=delivery.round + 1)


@given(delivery=deliveries)
def test_an_event_is_done_once_everybody_heard_it(delivery: Delivery) -> None:
    half = settled(heard(delivery, "booking"), BOTH, NOW)
    whole = settled(heard(half, "notifications"), BOTH, NOW)

    assert (half.status, whole.status) == (DeliveryStatus.WAITING, DeliveryStatus.DONE)
    assert pending(half, BOTH, NOW) == ("notifications",)
    assert half.due_at == LEASE_END


@given(delivery=deliveries)
def test_an_event_that_nobody_wants_to_hear_is_done(delivery: Delivery) -> None:
    assert settled(delivery, (), NOW).status is DeliveryStatus.DONE


@given(delivery=deliveries)
def test_what_was_missed_is_tried_again_after_a_pause(delivery: Delivery) -> None:
    again = settled(miss(delivery, "booking"), ("booking",), NOW)

    assert again.status is DeliveryStatus.WAITING
    assert again.due_at == NOW + POLICY.first_pause
    assert pending(again, ("booking",), NOW) == ()
    assert pending(again, ("booking",), again.due_at) == ("booking",)
    assert (again.of("booking").failure, again.of("booking").failed_at) == (BROKEN.failure, NOW)


@given(delivery=deliveries)
def test_a_context_that_breaks_does_not_hurry_those_on_their_way(delivery: Delivery) -> None:
    waiting = settled(miss(heard(delivery, "notifications"), "booking"), BOTH, NOW)

    assert pending(waiting, BOTH, waiting.due_at) == ("booking",)


@given(delivery=deliveries)
def test_after_the_last_attempt_an_event_is_dead(delivery: Delivery) -> None:
    for _ in range(POLICY.attempts - 1):
        delivery = next_round(settled(miss(delivery, "booking"), ("booking",), NOW))
        assert delivery.status is DeliveryStatus.WAITING

    delivery = settled(miss(delivery, "booking"), ("booking",), NOW)

    assert delivery.status is DeliveryStatus.DEAD
    assert delivery.of("booking").attempts == POLICY.attempts
    assert not to_hear(delivery, "booking")


@given(delivery=deliveries)
def test_one_dead_context_leaves_the_others_their_attempts(delivery: Delivery) -> None:
    for _ in range(POLICY.attempts):
        delivery = next_round(miss(delivery, "booking"))
    waiting = settled(delivery, BOTH, NOW)
    over = settled(heard(waiting, "notifications"), BOTH, NOW)

    assert waiting.of("booking").dead
    assert waiting.status is DeliveryStatus.WAITING
    assert pending(waiting, BOTH, NOW) == ("notifications",)
    assert over.status is DeliveryStatus.DEAD


@given(delivery=deliveries, times=st.integers(4, 9))
def test_an_outage_is_no_fault_of_the_event(delivery: Delivery, times: int) -> None:
    for _ in range(times):
        delivery = next_round(settled(miss(delivery, "booking", OUTAGE), ("booking",), NOW))

    assert delivery.status is DeliveryStatus.WAITING
    assert delivery.of("booking").attempts == 0
    assert delivery.due_at == NOW + POLICY.outage_pause


@given(delivery=deliveries)
def test_an_attempt_is_counted_once_whether_noted_before_or_after(delivery: Delivery) -> None:
    noted = begun(begun(delivery, "booking"), "booking")

    assert noted.of("booking").attempts == 1
    assert miss(noted, "booking").of("booking").attempts == 1
    assert miss(delivery, "booking").of("booking").attempts == 1
    assert miss(noted, "booking", OUTAGE).of("booking").attempts == 0


@given(delivery=deliveries)
def test_a_round_that_never_reported_makes_the_next_one_careful(delivery: Delivery) -> None:
    assert not lapsed(delivery, "booking")
    assert lapsed(next_round(delivery), "booking")
    assert not lapsed(next_round(miss(delivery, "booking")), "booking")
    assert lapsed(next_round(begun(delivery, "booking")), "booking")


@given(delivery=deliveries)
def test_a_late_report_that_it_was_heard_counts_even_for_the_dead(delivery: Delivery) -> None:
    for _ in range(POLICY.attempts):
        delivery = next_round(miss(delivery, "booking"))

    late = settled(heard(settled(delivery, ("booking",), NOW), "booking"), ("booking",), NOW)

    assert late.status is DeliveryStatus.DONE


@given(delivery=deliveries)
def test_what_was_heard_is_not_missed_afterwards(delivery: Delivery) -> None:
    done = heard(delivery, "booking")

    assert miss(done, "booking") == done


@given(delivery=deliveries)
def test_a_revived_event_begins_anew_for_those_who_could_not_hear_it(delivery: Delivery) -> None:
    for _ in range(POLICY.attempts):
        delivery = next_round(miss(delivery, "booking"))
    dead = settled(heard(delivery, "notifications"), BOTH, NOW)

    alive = retried(dead, NOW)

    assert (alive.status, alive.due_at) == (DeliveryStatus.WAITING, NOW)
    assert pending(alive, BOTH, NOW) == ("booking",)
    assert alive.of("booking").attempts == 0
    assert alive.of("booking").failure == BROKEN.failure


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 1), (2, 2), (5, 16), (9, 256), (10, 300), (1000, 300)]
)
def test_pauses_double_up_to_a_longest(attempts: int, seconds: int) -> None:
    policy = RelayPolicy()

    assert policy.pause(attempts, 1.0) == timedelta(seconds=seconds)
    assert policy.pause(attempts, 0.0) == timedelta(seconds=seconds) / 2
