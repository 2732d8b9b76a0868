"""IT employees look after the queue (stories 4.4 to 4.6, 6.3)."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.application.notifications.list_notifications import NotificationQuery
from astrobookings.application.ports.notifications import NotificationSort
from astrobookings.domain.identity.roles import Position, Principal
from astrobookings.domain.kernel.errors import NotAllowed, NotFound, NotSignedIn, Stale
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.domain.notifications.health import ServiceState
from astrobookings.domain.notifications.kinds import Lane
from astrobookings.domain.notifications.notification import (
    NoSuchNotificationMove,
    Notification,
    NotificationStatus,
)
from astrobookings.testing.world import World
from tests.application.identity.people import register
from tests.application.notifications.queue import found, mails, queued, relay, save

N = NotificationStatus


@pytest.fixture
def it(world: World) -> Principal:
    return world.employee(Position.IT)


@pytest.fixture
def waiting(world: World) -> Notification:
    """Give the mail of a registration, queued and not sent."""
    register(world)
    relay(world)
    return queued(world)[-1]


def in_status(world: World, waiting: Notification, status: N) -> Notification:
    lease = world.clock.now() + timedelta(hours=1) if status is N.PROCESSING else None
    return save(world, evolve(waiting, status=status, attempts=8, lease_until=lease))


@pytest.mark.story("4.5")
@pytest.mark.parametrize("wanted", [N.SENT, N.DELETED])
def test_what_waits_can_be_marked_as_sent_or_deleted_and_is_then_not_sent(
    world: World, it: Principal, waiting: Notification, wanted: N
) -> None:
    moved = world.system.move_notification(it, waiting.id, wanted)

    assert moved.status is wanted
    assert (moved.sent_at == world.clock.now()) == (wanted is N.SENT)
    assert moved.trail[-1].outcome == f"marked as {wanted} by hand"
    world.pass_time(timedelta(hours=1))
    assert world.system.send_notifications() == 0
    assert mails(world) == []
    origin = world.parts.system_changes.of(waiting.id)[-1].origin
    assert (origin.actor, origin.action) == (it.user_id, "move-notification")


@pytest.mark.story("4.5")
def test_what_failed_can_be_tried_again_from_the_beginning(
    world: World, it: Principal, waiting: Notification
) -> None:
    in_status(world, waiting, N.FAILED)

    moved = world.system.move_notification(it, waiting.id, N.PENDING)

    assert (moved.status, moved.attempts, moved.due_at) == (N.PENDING, 0, world.clock.now())
    assert world.system.send_notifications() == 1
    assert found(world, waiting.id).status is N.SENT


ALLOWED = {(N.PENDING, N.SENT), (N.PENDING, N.DELETED), (N.FAILED, N.PENDING)}


@pytest.mark.story("4.5")
@pytest.mark.parametrize(
    ("status", "wanted"),
    [(one, other) for one in N for other in N if (one, other) not in ALLOWED],
)
def test_every_other_move_is_refused(
    world: World, it: Principal, waiting: Notification, status: N, wanted: N
) -> None:
    before = in_status(world, waiting, status)

    with pytest.raises(NoSuchNotificationMove):
        world.system.move_notification(it, waiting.id, wanted)

    assert found(world, waiting.id) == before


@pytest.mark.story("4.5")
def test_a_move_of_what_was_changed_meanwhile_is_refused(
    world: World, it: Principal, waiting: Notification
) -> None:
    with pytest.raises(Stale):
        world.system.move_notification(it, waiting.id, N.DELETED, version=waiting.version + 1)

    world.system.move_notification(it, waiting.id, N.DELETED, version=waiting.version)
    with pytest.raises(NotFound):
        world.system.move_notification(it, NotificationId(world.parts.ids.new()), N.SENT)


@pytest.mark.story("4.4")
def test_the_queue_is_counted_by_status_and_lane(
    world: World, it: Principal, waiting: Notification
) -> None:
    began = world.clock.now()
    save(world, evolve(waiting, lane=Lane.VIP))
    world.pass_time(timedelta(minutes=3))

    seen = world.system.view_queue(it)

    assert seen.counts[N.PENDING] == 1
    assert (seen.lanes[Lane.VIP].due, seen.lanes[Lane.VIP].oldest_due_at) == (1, began)
    assert (seen.lanes[Lane.NORMAL].due, seen.lanes[Lane.NORMAL].oldest_due_at) == (0, None)


@pytest.mark.story("4.4")
def test_the_queue_is_filtered_and_sorted(
    world: World, it: Principal, waiting: Notification
) -> None:
    query = NotificationQuery(status=N.PENDING, sort=NotificationSort.PRIORITY)

    page = world.system.list_notifications(it, query, PageRequest())

    assert [one.id for one in page.items] == [waiting.id]
    assert world.system.view_notification(it, waiting.id) == waiting
    none = NotificationQuery(status=N.FAILED)
    assert world.system.list_notifications(it, none, PageRequest()).items == ()


@pytest.mark.story("6.3")
def test_the_service_is_up_until_mails_fail_or_nobody_sends_them(
    world: World, it: Principal
) -> None:
    def state() -> ServiceState:
        return world.system.check_service(it).state

    assert state() is ServiceState.UP
    register(world)
    world.settle()
    assert state() is ServiceState.UP
    register(world, email="bea@example.test")
    relay(world)
    world.pass_time(timedelta(minutes=5))
    assert state() is ServiceState.UP
    world.pass_time(timedelta(seconds=1))
    assert state() is ServiceState.DOWN
    world.settle()
    status = world.system.check_service(it)
    assert status.state is ServiceState.UP
    assert (status.figures.sent, status.figures.missed, status.due) == (2, 0, 0)


@pytest.mark.story("6.3")
def test_a_service_whose_mails_are_all_refused_is_down_and_says_why(
    world: World, it: Principal
) -> None:
    register(world)
    world.parts.mail.refuse("550 blocked")  # type: ignore[attr-defined]
    world.settle()

    status = world.system.check_service(it)

    assert status.state is ServiceState.DOWN
    assert status.figures.last_failure == "refused: 550 blocked"


@pytest.mark.story("4.6")
def test_what_the_provider_tells_later_is_noted(world: World, waiting: Notification) -> None:
    world.system.send_notifications()

    arrived = world.system.note_delivery(world.operator, waiting.id)
    back = world.system.note_delivery(world.operator, waiting.id, bounce="550 mailbox full")

    assert (arrived.status, arrived.trail[-1].outcome) == (N.DELIVERED, "delivered")
    assert (back.status, back.failure) == (N.BOUNCED, "550 mailbox full")
    with pytest.raises(NoSuchNotificationMove):
        world.system.note_delivery(world.operator, waiting.id)


ACTS: tuple[Callable[[World, Principal, Notification], object], ...] = (
    lambda world, by, _: world.system.view_queue(by),
    lambda world, by, _: world.system.check_service(by),
    lambda world, by, _: world.system.list_notifications(by, NotificationQuery(), PageRequest()),
    lambda world, by, one: world.system.view_notification(by, one.id),
    lambda world, by, one: world.system.move_notification(by, one.id, N.DELETED),
)


@pytest.mark.parametrize("act", ACTS)
def test_the_queue_is_for_it_employees_alone(
    world: World,
    waiting: Notification,
    act: Callable[[World, Principal, Notification], object],
) -> None:
    others = [one for one in Position if one is not Position.IT]
    for by in (world.traveler(), world.agency(), *map(world.employee, others)):
        with pytest.raises(NotAllowed):
            act(world, by, waiting)
    with pytest.raises(NotSignedIn):
        act(world, world.visitor(), waiting)


def test_only_the_platform_notes_deliveries(
    world: World, it: Principal, waiting: Notification
) -> None:
    with pytest.raises(NotAllowed):
        world.system.note_delivery(it, waiting.id)
