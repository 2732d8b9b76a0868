"""Refunds are executed once, tried again after faults (story 2.5)."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.policies import ChargePolicy
from astrobookings.domain.booking.refunds import (
    REFUND_MOVES,
    NoSuchRefundMove,
    Refund,
    RefundStatus,
    claim,
    failed,
    succeeded,
)
from astrobookings.testing.strategies import refunds
from tests.domain.examples import INSTANT, NOW, a_refund, usd

POLICY = ChargePolicy()
R = RefundStatus
LEASE = timedelta(seconds=60)
LISTED = {
    (R.PENDING, R.EXECUTING),
    (R.PENDING, R.SETTLED_BY_HAND),
    (R.EXECUTING, R.SUCCEEDED),
    (R.EXECUTING, R.FAILED),
    (R.EXECUTING, R.PENDING),
    (R.FAILED, R.PENDING),
    (R.FAILED, R.SETTLED_BY_HAND),
}
ALL_TRIES = POLICY.refund_attempts

MOVES: dict[R, Callable[[Refund], Refund]] = {
    R.SUCCEEDED: lambda refund: succeeded(refund, refund.parts, NOW),
    R.FAILED: lambda refund: failed(evolve(refund, attempts=ALL_TRIES), "no", NOW, POLICY),
    R.PENDING: lambda refund: failed(evolve(refund, attempts=1), "no", NOW, POLICY),
}


def test_the_table_lists_what_may_become_of_a_refund() -> None:
    assert {(now, wanted) for now in R for wanted in REFUND_MOVES[now]} == LISTED


@pytest.mark.story("2.5")
@pytest.mark.parametrize(("now", "wanted"), list(product(R, [R.SUCCEEDED, R.FAILED])))
def test_only_a_refund_in_execution_comes_to_an_end(now: R, wanted: R) -> None:
    refund = a_refund(status=now)

    if now is R.EXECUTING:
        assert MOVES[wanted](refund).status is wanted
    else:
        with pytest.raises(NoSuchRefundMove):
            MOVES[wanted](refund)


@pytest.mark.parametrize("now", R)
def test_a_refund_is_put_back_only_from_execution_or_failure(now: R) -> None:
    refund = a_refund(status=now)

    if now in {R.EXECUTING, R.FAILED}:
        assert MOVES[R.PENDING](refund).status is R.PENDING
    else:
        with pytest.raises(NoSuchRefundMove):
            MOVES[R.PENDING](refund)


@pytest.mark.story("2.5")
@pytest.mark.parametrize("now", R)
def test_only_a_waiting_refund_or_one_left_behind_is_claimed(now: R) -> None:
    refund = a_refund(status=now)

    if now in {R.PENDING, R.EXECUTING}:
        claimed = claim(refund, NOW, POLICY)
        assert (claimed.status, claimed.attempts) == (R.EXECUTING, 1)
        assert claimed.lease_until == NOW + LEASE
    else:
        with pytest.raises(NoSuchRefundMove):
            claim(refund, NOW, POLICY)


@pytest.mark.story("2.5")
def test_two_workers_never_hold_one_refund() -> None:
    claimed = claim(a_refund(), NOW, POLICY)

    with pytest.raises(NoSuchRefundMove):
        claim(claimed, NOW + LEASE - INSTANT, POLICY)
    assert claim(claimed, NOW + LEASE, POLICY).attempts == 2


def test_a_refund_is_not_claimed_before_it_is_due() -> None:
    refund = a_refund(due_at=NOW + INSTANT)

    with pytest.raises(NoSuchRefundMove):
        claim(refund, NOW, POLICY)
    assert claim(refund, NOW + INSTANT, POLICY).status is R.EXECUTING


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(1, 30), (2, 60), (3, 120), (4, 240), (5, 480), (6, 960), (7, 1920)],
)
def test_a_failed_attempt_waits_twice_as_long_as_the_one_before(
    attempts: int, seconds: int
) -> None:
    refund = a_refund(status=R.EXECUTING, attempts=attempts, lease_until=NOW + LEASE)

    again = failed(refund, "gateway is silent", NOW, POLICY)

    assert (again.status, again.lease_until) == (R.PENDING, None)
    assert again.due_at == NOW + timedelta(seconds=seconds)
    assert again.last_error == "gateway is silent"


def test_the_eighth_failed_attempt_is_the_last() -> None:
    refund = a_refund(status=R.EXECUTING, attempts=ALL_TRIES)

    assert ALL_TRIES == 8
    assert failed(refund, "no", NOW, POLICY).status is R.FAILED


@given(st.integers(1, 10_000))
def test_no_wait_is_longer_than_an_hour_however_often_it_is_tried(attempts: int) -> None:
    patient = evolve(POLICY, refund_attempts=100_000)
    refund = a_refund(status=R.EXECUTING, attempts=attempts)

    wait = failed(refund, "no", NOW, patient).due_at - NOW

    assert timedelta(seconds=30) <= wait <= timedelta(hours=1)


@given(refunds())
def test_the_parts_of_a_refund_make_its_amount(refund: Refund) -> None:
    assert sum(part.amount.cents for part in refund.parts) == refund.amount.cents
    with pytest.raises(ValueError, match="parts"):
        evolve(refund, amount=refund.amount + usd("0.01"))


@given(refunds(status=st.just(R.EXECUTING)))
def test_a_success_keeps_the_gateways_ids_and_the_moment(refund: Refund) -> None:
    done = tuple(evolve(part, provider_refund_id="re_1") for part in refund.parts)

    after = succeeded(refund, done, NOW)

    assert (after.status, after.parts, after.executed_at) == (R.SUCCEEDED, done, NOW)
    assert after.lease_until is None
