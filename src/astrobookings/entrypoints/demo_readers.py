"""Who reads the mails of the demonstration: nobody, and what is in-app only as far as it is new."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from attrs import define, frozen

from astrobookings.application.ports.audiences import Audiences
from astrobookings.application.ports.letters import Letter, Letters
from astrobookings.application.ports.mail import Message
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["LateAudiences", "LateLetters", "NoMail", "PlanClock"]

_LATE = timedelta(days=30)
"""How far back people look for what they were told."""


@define
class PlanClock:
    """Says what the plan says."""

    moment: datetime
    ends_at: datetime

    def now(self) -> datetime:
        return self.moment

    @property
    def is_late(self) -> bool:
        return self.ends_at - self.moment <= _LATE


class NoMail:
    """Takes the mails of the past, which nobody wants to read."""

    def send(self, message: Message) -> str:
        return f"250 dropped {message.message_id}"


@frozen
class LateLetters:
    """Writes what is kept in-app, as far as somebody looks."""

    inner: Letters
    clock: PlanClock

    def write(self, kind: NotificationKind, facts: Mapping[str, object]) -> Letter:
        return self.inner.write(kind, facts) if self.clock.is_late else Letter(kind.value, "", "")


@frozen
class LateAudiences:
    """Of launches long scheduled there is no news; everybody else hears."""

    inner: Audiences
    clock: PlanClock

    def of_launch(self, launch_id: LaunchId, after: UserId | None, limit: int) -> Sequence[UserId]:
        return self.inner.of_launch(launch_id, after, limit)

    def frequent(self, launches: int, after: UserId | None, limit: int) -> Sequence[UserId]:
        return self.inner.frequent(launches, after, limit) if self.clock.is_late else ()
