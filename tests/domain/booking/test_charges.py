"""Charges: split, settled, refunded (stories 2.3, 2.5)."""

from itertools import pairwise, product

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.booking.charges import (
    CHARGE_MOVES,
    UNSETTLED,
    Charge,
    ChargeStatus,
    NoSuchChargeMove,
    change_status,
    reserve_refund,
    split,
)
from astrobookings.domain.booking.policies import ChargePolicy
from astrobookings.domain.kernel.ids import ChargeId
from astrobookings.domain.kernel.money import ZERO, Money, total
from astrobookings.testing.strategies import charges, money, prices
from tests.domain.examples import NOW, SECOND, a_charge, number, usd

C = ChargeStatus
LISTED = {
    (C.PENDING, C.REQUIRES_ACTION),
    (C.PENDING, C.AUTHORIZED),
    (C.PENDING, C.SUCCEEDED),
    (C.PENDING, C.DECLINED),
    (C.PENDING, C.RELEASED),
    (C.REQUIRES_ACTION, C.AUTHORIZED),
    (C.REQUIRES_ACTION, C.SUCCEEDED),
    (C.REQUIRES_ACTION, C.DECLINED),
    (C.REQUIRES_ACTION, C.RELEASED),
    (C.AUTHORIZED, C.SUCCEEDED),
    (C.AUTHORIZED, C.RELEASED),
}
some_charges = st.lists(charges(), max_size=4, unique_by=lambda charge: charge.id)


@pytest.mark.parametrize(("now", "wanted"), list(product(C, C)))
def test_a_charge_moves_as_listed_and_stays_as_it_is_otherwise(now: C, wanted: C) -> None:
    charge = a_charge(status=now)

    if now is wanted or (now, wanted) in LISTED:
        assert change_status(charge, wanted) == evolve(charge, status=wanted)
    else:
        with pytest.raises(NoSuchChargeMove) as refusal:
            change_status(charge, wanted)
        assert (refusal.value.now, refusal.value.wanted) == (now, wanted)


def test_a_charge_is_settled_exactly_when_nothing_more_can_become_of_it() -> None:
    assert CHARGE_MOVES.keys() == set(C)
    assert {status for status in C if CHARGE_MOVES[status]} == UNSETTLED


@pytest.mark.story("2.3")
@pytest.mark.parametrize(
    ("amount", "parts"),
    [
        ("999999.99", ["999999.99"]),
        ("1000000.00", ["500000.00", "500000.00"]),
        ("2750000.00", ["916666.67", "916666.67", "916666.66"]),
        ("0.01", ["0.01"]),
    ],
)
def test_a_total_above_the_gateways_maximum_is_split(amount: str, parts: list[str]) -> None:
    made = split(usd(amount), ChargePolicy().maximum)

    assert list(made) == [usd(part) for part in parts]


@pytest.mark.story("2.3")
@given(prices(most=Money.of("20000000.00")), prices(most=Money.of("999999.99")))
def test_parts_make_the_amount_within_the_maximum(amount: Money, maximum: Money) -> None:
    capped = max(maximum, Money.from_cents(amount.cents // 50 + 1))

    parts = split(amount, capped)

    assert total(parts) == amount
    assert all(ZERO < part <= capped for part in parts)


@given(prices(most=Money.of("20000000.00")), prices(most=Money.of("999999.99")))
def test_there_are_as_few_parts_as_possible_equal_to_a_cent(amount: Money, maximum: Money) -> None:
    capped = max(maximum, Money.from_cents(amount.cents // 50 + 1))

    parts = split(amount, capped)

    assert (len(parts) - 1) * capped.cents < amount.cents
    assert max(parts) - min(parts) <= usd("0.01")


@given(charges())
def test_only_what_was_paid_and_not_refunded_can_be_refunded(charge: Charge) -> None:
    paid = charge.amount if charge.status is C.SUCCEEDED else ZERO

    assert charge.refundable == paid - charge.refunded
    assert ZERO <= charge.refundable <= charge.amount


@pytest.mark.story("2.5")
@given(some_charges, st.data())
def test_a_refund_is_spread_to_the_cent_and_no_charge_gives_more_than_it_has(
    paid: list[Charge], data: st.DataObject
) -> None:
    before = {charge.id: charge for charge in paid}
    amount = data.draw(money(most=total(charge.refundable for charge in paid)))

    parts = reserve_refund(paid, amount)

    assert total(part for _, part in parts) == amount
    for charge, part in parts:
        old = before.pop(charge.id)
        assert ZERO < part <= old.refundable
        assert charge == evolve(old, refunded=old.refunded + part)
        assert charge.refunded <= charge.amount


@pytest.mark.story("2.5")
@given(some_charges, prices())
def test_more_than_was_paid_is_never_refunded(paid: list[Charge], beyond: Money) -> None:
    most = total(charge.refundable for charge in paid)

    with pytest.raises(ValueError, match="cannot be refunded"):
        reserve_refund(paid, most + beyond)
    with pytest.raises(ValueError, match="cannot be refunded"):
        reserve_refund(paid, -beyond)


@given(some_charges, st.data())
def test_the_newest_charges_are_refunded_first_and_wholly(
    paid: list[Charge], data: st.DataObject
) -> None:
    amount = data.draw(money(most=total(charge.refundable for charge in paid)))

    touched = [charge for charge, _ in reserve_refund(paid, amount)]

    assert all(
        (newer.created_at, newer.id) > (older.created_at, older.id)
        for newer, older in pairwise(touched)
    )
    assert all(charge.refundable == ZERO for charge in touched[:-1])
    left_alone = {charge.id for charge in paid} - {charge.id for charge in touched}
    if touched:
        last = (touched[-1].created_at, touched[-1].id)
        assert all(
            charge.refundable == ZERO or (charge.created_at, charge.id) < last
            for charge in paid
            if charge.id in left_alone
        )


def test_a_refund_takes_the_newest_first_for_example() -> None:
    old = a_charge(id=ChargeId(number(81)), amount=usd(100))
    new = a_charge(id=ChargeId(number(80)), amount=usd(50), created_at=NOW + SECOND)

    parts = reserve_refund([old, new], usd(70))

    assert [(charge.id, part) for charge, part in parts] == [(new.id, usd(50)), (old.id, usd(20))]


def test_refunds_one_after_another_end_when_all_is_given_back() -> None:
    charge = a_charge(amount=usd(100))

    ((once, _),) = reserve_refund([charge], usd(60))
    ((twice, _),) = reserve_refund([once], usd(40))

    assert twice.refundable == ZERO
    with pytest.raises(ValueError, match=r"0\.01 USD cannot be refunded"):
        reserve_refund([twice], usd("0.01"))
