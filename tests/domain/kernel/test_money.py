"""Money is exact: dollars and cents, no floats, nothing lost."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from astrobookings.domain.kernel.money import MAX_AMOUNT, ZERO, Money, NotMoney, total
from astrobookings.testing.strategies import money, shares

TRILLIONS = Money(MAX_AMOUNT)
anything = money(least=-TRILLIONS, most=TRILLIONS)
small = money(least=Money.of(-99_999), most=Money.of(99_999))


@pytest.mark.parametrize(
    "text", ["NaN", "sNaN", "Infinity", "-Infinity", "1.005", "0.001", "1e-3", "", "ten", "1,000"]
)
def test_what_is_no_amount_of_dollars_and_cents_is_refused(text: str) -> None:
    with pytest.raises(NotMoney):
        Money.of(text)


@pytest.mark.parametrize("text", ["10000000000000.00", "-10000000000000", "1e13", "1e400"])
def test_an_amount_beyond_the_largest_is_refused(text: str) -> None:
    with pytest.raises(NotMoney):
        Money.of(text)


@pytest.mark.parametrize("amount", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e400")])
def test_no_other_way_leads_to_an_amount_that_is_none(amount: Decimal) -> None:
    with pytest.raises(NotMoney):
        Money(amount)


@pytest.mark.parametrize("number", [0.1, 0.5, 1e3, float("nan")])
def test_floats_are_refused_even_when_they_look_exact(number: Any) -> None:
    for way in (Money, Money.of):
        with pytest.raises(NotMoney):
            way(number)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("-0.00", 0),
        ("1", 100),
        ("1.5", 150),
        ("-2.05", -205),
        ("1250000.00", 125_000_000),
    ],
)
def test_an_amount_is_what_its_text_says(text: str, cents: int) -> None:
    assert Money.of(text).cents == cents


def test_zero_has_no_sign() -> None:
    assert str(-ZERO) == str(Money.of("-0.00")) == "0.00 USD"


def test_people_read_thousands_apart_and_two_places() -> None:
    assert str(Money.of(1_250_000)) == "1,250,000.00 USD"


@given(anything)
def test_cents_and_amount_say_the_same(amount: Money) -> None:
    assert Money.from_cents(amount.cents) == amount
    assert Money.of(str(amount.amount)) == amount
    assert Fraction(amount.amount) * 100 == amount.cents


@given(small, small, st.integers(-50, 50))
def test_arithmetic_is_that_of_whole_cents(one: Money, other: Money, times: int) -> None:
    assert (one + other).cents == one.cents + other.cents
    assert (one - other).cents == one.cents - other.cents
    assert (one * times).cents == one.cents * times
    assert (-one).cents == -one.cents
    assert (one < other) == (one.cents < other.cents)
    assert bool(one) == (one.cents != 0)


def test_a_sum_beyond_the_largest_amount_is_refused() -> None:
    with pytest.raises(NotMoney):
        TRILLIONS + Money.of("0.01")
    with pytest.raises(NotMoney):
        TRILLIONS * 10**40


@given(st.lists(small, max_size=5))
def test_a_total_is_the_sum_of_the_cents(amounts: list[Money]) -> None:
    assert total(amounts).cents == sum(amount.cents for amount in amounts)


@pytest.mark.parametrize(
    ("amount", "part", "share"),
    [
        ("0.05", "0.9", "0.05"),  # 0.045
        ("0.15", "0.7", "0.11"),  # 0.105: a banker would give 0.10
        ("0.07", "0.5", "0.04"),  # 0.035
        ("0.05", "0.5", "0.03"),  # 0.025: a banker would give 0.02
        ("0.01", "0.49", "0.00"),
        ("999999.99", "0.7", "699999.99"),  # 699999.993
    ],
)
def test_a_share_is_rounded_half_up(amount: str, part: str, share: str) -> None:
    assert Money.of(amount).share(Decimal(part)) == Money.of(share)


@given(money(most=TRILLIONS), shares())
def test_a_share_is_rounded_once_to_the_nearest_cent(amount: Money, part: Decimal) -> None:
    hundredths = amount.cents * int(part * 100)

    assert amount.share(part).cents == (hundredths + 50) // 100


@given(money(most=TRILLIONS), st.decimals(0, 1, places=30))
@example(Money.of("0.01"), Decimal("0.4" + "9" * 40))
def test_even_an_odd_part_is_rounded_only_once(amount: Money, part: Decimal) -> None:
    exact = Fraction(amount.cents) * Fraction(part)

    assert amount.share(part).cents == int(exact + Fraction(1, 2))


@given(money(), shares())
def test_a_share_and_the_rest_make_the_whole(amount: Money, part: Decimal) -> None:
    given_back = amount.share(part)

    assert ZERO <= given_back <= amount
    assert given_back + (amount - given_back) == amount
