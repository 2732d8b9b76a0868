"""Looking at the queue of mails."""

from uuid import UUID

from attrs import evolve

from astrobookings.application.ports.mail import Message
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import NotificationId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest
from astrobookings.domain.notifications.kinds import NotificationKind
from astrobookings.domain.notifications.notices import Notice
from astrobookings.domain.notifications.notification import Notification
from astrobookings.testing.world import World

__all__ = [
    "email_of",
    "found",
    "mail_about",
    "mails",
    "mails_to",
    "notices_of",
    "of_kind",
    "queued",
    "relay",
    "save",
    "told",
]


def relay(world: World) -> None:
    """Let every event be heard, without sending anything."""
    for _ in range(100):
        if not sum(relay() for relay in world.jobs.relays):
            break


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


def email_of(world: World, by: Principal) -> str:
    return world.parts.users.get(signed_in(by)).email


def mail_about(world: World, to: Principal, subject: str) -> Message:
    """The one mail to somebody whose subject begins so."""
    theirs = mails_to(world, email_of(world, to))
    (mail,) = (one for one in theirs if one.subject.startswith(subject))
    return mail


def told(world: World, by: Principal) -> list[NotificationKind]:
    """The kinds of everything that was ever queued for somebody, oldest first."""
    page = PageRequest(MAX_LIMIT)
    found = world.parts.notifications.list(page, recipient=signed_in(by)).items
    return [one.kind for one in reversed(found)]


def of_kind(world: World, kind: NotificationKind) -> Notification:
    """The one notification of *kind*."""
    (one,) = world.parts.notifications.list(PageRequest(), kind=kind).items
    return one


def notices_of(world: World, by: Principal) -> list[Notice]:
    """The in-app copies somebody has, newest first."""
    return list(world.parts.notices.list(signed_in(by), PageRequest(MAX_LIMIT)).items)
