"""Events become notifications, one for each event, recipient and kind (stories 4.2, 4.7)."""

import pytest
from attrs import evolve
from hypothesis import given

from astrobookings.domain.booking.events import BookingCancelled, BookingConfirmed
from astrobookings.domain.identity.events import LinkRequested
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.notification import NotificationKind
from astrobookings.testing.in_memory import in_memory_world
from astrobookings.testing.strategies.events import envelopes
from astrobookings.testing.world import World
from tests.application.identity.people import register
from tests.application.notifications.queue import queued


def envelope_of(world: World, kind: type) -> Envelope:
    """The last event of *kind* that waits in either outbox."""
    both = world.parts.system_outbox, world.parts.operations_outbox
    waiting = [one for outbox in both for one in outbox.unpublished(100)]
    return [one for one in waiting if isinstance(one.event, kind)][-1]


@pytest.mark.story("0.1")
def test_a_requested_link_is_queued_with_the_highest_priority(world: World) -> None:
    account = register(world)
    envelope = envelope_of(world, LinkRequested)

    world.system.queue_link_mail(envelope)

    (notification,) = queued(world)
    assert notification.kind is NotificationKind.CONFIRM_EMAIL
    assert (notification.recipient, notification.priority) == (account.id, 1)
    assert (notification.event_id, notification.due_at) == (envelope.id, world.clock.now())


@pytest.mark.story("4.2")
def test_a_confirmed_booking_is_queued_for_its_traveler(world: World) -> None:
    traveler, launch = world.traveler(), world.launch()
    booked = world.book(traveler, launch.id, 2)

    world.system.queue_booking_confirmed(envelope_of(world, BookingConfirmed))

    (notification,) = queued(world)
    assert notification.kind is NotificationKind.BOOKING_CONFIRMED
    assert (notification.recipient, notification.subject_id) == (
        traveler.user_id,
        booked.booking.id,
    )


@pytest.mark.story("4.2")
def test_a_cancelled_booking_is_queued_with_its_refund(world: World) -> None:
    traveler, launch = world.traveler(), world.launch(price="250000.00")
    booked = world.book(traveler, launch.id, 2)
    world.settle()
    world.cancel(traveler, booked)

    world.system.queue_booking_cancelled(envelope_of(world, BookingCancelled))

    (notification,) = queued(world)
    assert notification.kind is NotificationKind.BOOKING_CANCELLED
    assert notification.details == {"refund": "450000.00", "cancelled_by": "traveler"}


@pytest.mark.story("4.7")
@given(envelope=envelopes())
def test_an_event_heard_twice_is_queued_at_most_once(envelope: Envelope) -> None:
    world = in_memory_world()
    handlers = (
        world.system.queue_link_mail,
        world.system.queue_booking_confirmed,
        world.system.queue_booking_cancelled,
    )
    concerns = isinstance(envelope.event, LinkRequested | BookingConfirmed | BookingCancelled)
    if isinstance(envelope.event, LinkRequested):
        envelope = evolve(envelope, event=evolve(envelope.event, kind="reset_password"))

    for handler in handlers * 2:
        handler(envelope)

    assert len(queued(world)) == (1 if concerns else 0)


@pytest.mark.story("4.7")
def test_a_queued_mail_keeps_the_request_it_comes_from(world: World) -> None:
    register(world)
    envelope = envelope_of(world, LinkRequested)

    world.system.queue_link_mail(envelope)

    (notification,) = queued(world)
    origin = world.parts.system_changes.of(notification.id)[0].origin
    assert (origin.service, origin.action) == ("notify", "queue-mail")
    assert (origin.request_id, origin.actor) == (
        envelope.origin.request_id,
        envelope.origin.actor,
    )
