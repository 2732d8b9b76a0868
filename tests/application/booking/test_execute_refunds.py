"""Refunds that fail, and refunds that were done already (story 2.5)."""

from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.domain.booking.errors import GatewaySilent
from astrobookings.domain.booking.events import RefundFailed
from astrobookings.domain.booking.refunds import RefundStatus
from astrobookings.testing.faults import Fuse, ProcessDied, failing, mortal
from astrobookings.testing.laws import broken_laws, broken_when_settled
from astrobookings.testing.world import World


@pytest.mark.story("2.5")
def test_a_refund_the_gateway_already_made_is_not_asked_for_again(world: World) -> None:
    by, launch = world.traveler(), world.launch(price="250000.00")
    world.cancel(by, world.book(by, launch.id, 1))
    parts, died = world.parts, Fuse()
    world.restart(mortal(parts, Fuse(at=7, after=True, calls=died.calls)))
    with pytest.raises(ProcessDied):
        world.system.execute_refunds(world.operator)
    assert died.calls[-1] == "gateway.refund"
    world.pass_time(timedelta(seconds=61))

    again = Fuse()
    world.restart(mortal(parts, again))
    world.system.execute_refunds(world.operator)

    assert "gateway.refunds" in again.calls
    assert "gateway.refund" not in again.calls
    assert broken_when_settled(parts) == []


@pytest.mark.story("2.5")
def test_a_refund_refused_for_hours_is_failed_and_told_once(world: World) -> None:
    by, launch = world.traveler(), world.launch(price="250000.00")
    booked = world.book(by, launch.id, 1)
    world.cancel(by, booked)
    silent = failing(world.parts.gateway, down=lambda: True, error=GatewaySilent)
    world.restart(evolve(world.parts, gateway=silent))

    for _ in range(12):
        world.system.execute_refunds(world.operator)
        world.pass_time(timedelta(hours=1, minutes=1))

    (refund,) = world.parts.refunds.of_booking(booked.booking.id)
    assert (refund.status, refund.attempts) == (RefundStatus.FAILED, 8)
    waiting = [one.event for one in world.parts.operations_outbox.unpublished(100)]
    assert sum(isinstance(event, RefundFailed) for event in waiting) == 1
    assert broken_laws(world.parts) == []
