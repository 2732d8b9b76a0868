"""Somebody's password, address or second factor was changed: its owner is to hear of it
(stories 0.6, 0.8).
"""

from attrs import frozen

from astrobookings.application.notifications.queueing import Queueing
from astrobookings.domain.identity.events import EmailChanged, PasswordChanged, SecondFactorChanged
from astrobookings.domain.kernel.events import Envelope
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["QueueAccountNews"]


@frozen
class QueueAccountNews:
    """Hears of what a stranger could do with an account; these mails cannot be turned off."""

    queueing: Queueing

    def __call__(self, envelope: Envelope) -> None:
        event = envelope.event
        details: dict[str, str] = {}
        if isinstance(event, PasswordChanged):
            kind = NotificationKind.PASSWORD_CHANGED
        elif isinstance(event, EmailChanged):
            kind = NotificationKind.EMAIL_CHANGED
        elif isinstance(event, SecondFactorChanged):
            kind, details = NotificationKind.SECOND_FACTOR_CHANGED, {"change": event.change}
        else:
            return
        self.queueing(envelope, event.user_id, kind, event.user_id, details=details)
