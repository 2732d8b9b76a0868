"""How much of a fare comes back (story 2.5)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.refund_policy import DEFAULT_TIERS, RefundPolicy, explain
from astrobookings.domain.kernel.money import ZERO, Money
from astrobookings.testing.strategies import money, refund_policies, spans
from tests.domain.examples import INSTANT, SECOND

POLICY = RefundPolicy()
notices = spans(least=timedelta(days=-30), most=timedelta(days=900))


def days(count: int) -> timedelta:
    return timedelta(days=count)


@pytest.mark.story("2.5")
@pytest.mark.parametrize(
    ("notice", "share"),
    [
        (days(3650), "0.9"),
        (days(365) + INSTANT, "0.9"),
        (days(365), "0.9"),
        (days(365) - INSTANT, "0.7"),
        (days(365) - SECOND, "0.7"),
        (days(90), "0.7"),
        (days(90) - INSTANT, "0"),
        (days(90) - SECOND, "0"),
        (days(0), "0"),
        (days(-1), "0"),
    ],
)
def test_the_share_follows_from_the_notice_and_its_bounds_are_inclusive(
    notice: timedelta, share: str
) -> None:
    assert POLICY.share(notice) == Decimal(share)


@given(refund_policies(), notices, notices)
def test_a_longer_notice_never_gives_back_less(
    policy: RefundPolicy, one: timedelta, other: timedelta
) -> None:
    shorter, longer = sorted([one, other])

    assert policy.share(shorter) <= policy.share(longer)


@given(refund_policies(), notices)
def test_a_share_is_one_of_the_tiers_or_nothing(policy: RefundPolicy, notice: timedelta) -> None:
    reached = [tier for tier in policy.tiers if notice >= tier.notice]

    share = policy.share(notice)

    assert share == max((tier.share for tier in reached), default=Decimal(0))


@given(refund_policies(), notices, money(most=Money.of("2750000.00")))
def test_nobody_gets_back_more_than_was_paid(
    policy: RefundPolicy, notice: timedelta, paid: Money
) -> None:
    assert ZERO <= paid.share(policy.share(notice)) <= paid


@pytest.mark.story("2.5")
@pytest.mark.parametrize(
    ("paid", "notice", "refund"),
    [
        ("100.05", 365, "90.05"),  # 90.045
        ("100.15", 90, "70.11"),  # 70.105
        ("0.01", 90, "0.01"),  # 0.007
        ("2750000.00", 365, "2475000.00"),
        ("2750000.00", 89, "0.00"),
    ],
)
def test_a_refund_is_rounded_once_half_up(paid: str, notice: int, refund: str) -> None:
    assert Money.of(paid).share(POLICY.share(days(notice))) == Money.of(refund)


@pytest.mark.parametrize(
    ("notice", "share", "told"),
    [
        (days(400), "0.9", "400 days before lift-off give back 90%"),
        (days(90), "0.7", "90 days before lift-off give back 70%"),
        (timedelta(hours=-5), "0", "0 days before lift-off give back 0%"),
    ],
)
def test_people_are_told_why(notice: timedelta, share: str, told: str) -> None:
    why = explain(notice, Decimal(share), DEFAULT_TIERS)

    assert why.startswith(told)
    assert "365 days or more: 90%; 90 days or more: 70%; less: 0%" in why


@given(st.integers(0, 900))
def test_the_usual_policy_knows_three_shares(count: int) -> None:
    expected = Decimal("0.9") if count >= 365 else Decimal("0.7") if count >= 90 else Decimal(0)

    assert POLICY.share(days(count)) == expected
