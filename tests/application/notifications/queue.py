"""Looking at the queue of mails."""

from uuid import UUID

from attrs import evolve

from astrobookings.application.ports.mail import Message
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.notifications.notification import Notification
from astrobookings.testing.world import World

__all__ = ["found", "mails", "mails_to", "queued", "relay", "save"]


def relay(world: World) -> None:
    """Let every event be heard, without sending anything."""
    while sum(relay() for relay in world.jobs.relays):
        pass


def queued(world: World) -> list[Notification]:
    """What is due now."""
    return list(world.parts.notifications.due(world.clock.now(), 100))


def found(world: World, notification_id: UUID) -> Notification:
    """The notification as it stands."""
    with world.parts.system(world.operator.origin("look", world.clock.now())):
        return world.parts.notifications.lock(NotificationId(notification_id))


def save(world: World, notification: Notification) -> Notification:
    with world.parts.system(world.operator.origin("change", world.clock.now())):
        current = world.parts.notifications.lock(notification.id)
        return world.parts.notifications.save(evolve(notification, version=current.version))


def mails(world: World) -> list[Message]:
    """Every mail sent, oldest first."""
    mailbox = world.system.mailbox
    assert mailbox is not None
    return list(reversed(mailbox.newest(1000)))


def mails_to(world: World, address: str) -> list[Message]:
    return [mail for mail in mails(world) if mail.to == address]
