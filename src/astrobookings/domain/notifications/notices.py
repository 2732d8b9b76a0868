"""In-app copies of what people were told (stories 4.1, 4.2)."""

from datetime import datetime

from attrs import evolve, field, frozen

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import NotificationId, UserId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.notifications.kinds import NotificationKind

__all__ = ["Notice", "read"]


@frozen(kw_only=True)
class Notice(Entity):
    """One sentence to one recipient; it has the id of its notification."""

    id: NotificationId
    recipient: UserId
    kind: NotificationKind
    text: str
    path: str
    """Where on the platform to look further, such as `/traveler/bookings/…`; may be empty."""
    read_at: datetime | None = field(default=None, validator=aware)

    @property
    def unread(self) -> bool:
        """Whether it is still to be read."""
        return self.read_at is None


def read(notice: Notice, now: datetime) -> Notice:
    """*notice* once its recipient has read it; the first time counts."""
    return evolve(notice, read_at=now) if notice.unread else notice
