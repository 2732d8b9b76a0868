"""A link that somebody asked for is to be mailed (stories 0.1, 0.6, 0.8)."""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.identity.events import LinkRequested
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.notification import NotificationKind

__all__ = ["QueueLinkMail"]

_PRIORITY = 1


@frozen
class QueueLinkMail:
    """Hears of requested links; people wait for these mails."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        if isinstance(event, LinkRequested):
            kind = NotificationKind(event.kind)
            self.queueing(envelope, event.user_id, kind, event.link_id, priority=_PRIORITY)
