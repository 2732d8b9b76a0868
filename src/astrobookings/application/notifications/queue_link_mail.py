"""A link that somebody asked for is to be mailed (stories 0.1, 0.6, 0.8)."""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.events import LinkRequested
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["QueueLinkMail"]


@frozen
class QueueLinkMail:
    """Hears of requested links; who wants another address is warned at the present one."""

    queueing: Queueing
    users: Users

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if not isinstance(event, LinkRequested):
            return
        if event.kind == LinkKind.CHANGE_EMAIL.value:
            self.queueing(
                envelope,
                event.user_id,
                NotificationKind.EMAIL_CHANGE_REQUESTED,
                event.user_id,
                details={"address": self.users.get(event.user_id).email},
            )
        self.queueing(envelope, event.user_id, NotificationKind(event.kind), event.link_id)
