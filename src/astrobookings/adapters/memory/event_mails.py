"""What people were told because of events, in memory."""

from collections.abc import Collection, Sequence

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.kernel.ids import EventId
from astrobookings.domain.notifications.notification import Notification

__all__ = ["MemoryEventMails"]


class MemoryEventMails:
    def __init__(self, store: MemoryStore) -> None:
        self._notifications: Records[Notification] = Records(store, "notification")

    def of(self, events: Collection[EventId]) -> Sequence[Notification]:
        found = (one for one in self._notifications.all() if one.event_id in events)
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id)))
