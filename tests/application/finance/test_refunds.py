"""Refunds are looked after by hand where the gateway fails (story 3.7)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.domain.booking.errors import GatewaySilent, RefundPartlyMade
from astrobookings.domain.booking.ledger import Account
from astrobookings.domain.booking.receipts import ReceiptKind
from astrobookings.domain.booking.refunds import NoSuchRefundMove, Refund, RefundStatus
from astrobookings.domain.identity.roles import Position
from astrobookings.domain.kernel.errors import Invalid, NotAllowed
from astrobookings.domain.kernel.money import ZERO
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.faults import failing
from astrobookings.testing.laws import broken_laws
from astrobookings.testing.world import World


def owed(world: World) -> Refund:
    """A refund of 225,000.00 USD, not begun yet."""
    by, launch = world.traveler(), world.launch(price="250000.00")
    booked = world.cancel(by, world.book(by, launch.id, 1))
    (refund,) = world.parts.refunds.of_booking(booked.booking.id)
    return refund


def given_up(world: World) -> Refund:
    """A refund that the gateway refused for hours."""
    refund, whole = owed(world), world.parts
    silent = failing(whole.gateway, down=lambda: True, error=GatewaySilent)
    world.restart(evolve(whole, gateway=silent))
    for _ in range(9):
        world.system.execute_refunds(world.operator)
        world.pass_time(timedelta(hours=1, minutes=1))
    world.restart(whole)
    return whole.refunds.get(refund.id)


@pytest.mark.story("3.7")
def test_a_refund_that_was_given_up_can_be_tried_again(world: World) -> None:
    refund, finance = given_up(world), world.employee(Position.FINANCE)
    assert refund.status is RefundStatus.FAILED

    world.system.retry_refund(finance, refund.id)
    world.settle()

    done = world.system.view_refund(finance, refund.id)
    assert (done.status, done.attempts) == (RefundStatus.SUCCEEDED, 1)
    assert broken_laws(world.parts) == []
    with pytest.raises(NoSuchRefundMove):
        world.system.retry_refund(finance, refund.id)


@pytest.mark.story("3.7")
@pytest.mark.parametrize("make", [owed, given_up])
def test_a_refund_can_be_paid_by_hand_once(world: World, make: Callable[[World], Refund]) -> None:
    refund, finance = make(world), world.employee(Position.FINANCE)

    settled = world.system.settle_refund(finance, refund.id, " TRF 9 ")
    world.settle()

    assert (settled.status, settled.reference) == (RefundStatus.SETTLED_BY_HAND, "TRF 9")
    assert world.parts.refunds.get(refund.id) == settled
    balances = world.parts.ledger.balances()
    assert (balances[Account.REFUNDS_OWED], balances[Account.BANK]) == (ZERO, -refund.amount)
    receipts = world.parts.receipts.of_booking(refund.booking_id)
    assert [one.kind for one in receipts] == [ReceiptKind.PAYMENT, ReceiptKind.REFUND]
    assert broken_laws(world.parts) == []
    with pytest.raises(NoSuchRefundMove):
        world.system.settle_refund(finance, refund.id, "TRF 10")


@pytest.mark.story("3.7")
def test_what_the_gateway_made_already_is_not_paid_by_hand(world: World) -> None:
    refund, finance = owed(world), world.employee(Position.FINANCE)
    charge = world.parts.charges.get(refund.parts[0].charge_id)
    assert charge.provider_id is not None
    world.parts.gateway.refund(charge.provider_id, refund.id, refund.amount)

    with pytest.raises(RefundPartlyMade):
        world.system.settle_refund(finance, refund.id, "TRF 9")

    world.settle()
    assert world.parts.refunds.get(refund.id).status is RefundStatus.SUCCEEDED
    assert broken_laws(world.parts) == []


@pytest.mark.story("3.7")
def test_a_settlement_has_a_reference_and_a_financial_operator(world: World) -> None:
    refund = owed(world)

    with pytest.raises(Invalid):
        world.system.settle_refund(world.employee(Position.FINANCE), refund.id, "  ")
    with pytest.raises(NotAllowed):
        world.system.settle_refund(world.employee(Position.CUSTOMER_SERVICE), refund.id, "T")

    assert world.parts.refunds.get(refund.id) == refund


@pytest.mark.story("3.7")
def test_the_queue_is_listed_by_state(world: World) -> None:
    failed, pending = given_up(world), owed(world)
    finance, page = world.employee(Position.FINANCE), PageRequest()

    listed = world.system.list_refunds(finance, page)
    failures = world.system.list_refunds(finance, page, status=RefundStatus.FAILED)

    assert listed.items == (failed, pending)
    assert failures.items == (failed,)
