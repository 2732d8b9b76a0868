"""Which mails people want, in memory."""

from collections.abc import Sequence

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.preferences import MailPreferences

__all__ = ["MemoryPreferences"]


class MemoryPreferences:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[MailPreferences] = Records(store, "preferences")

    def find(self, user_id: UserId) -> MailPreferences | None:
        return self._records.find(user_id)

    def put(self, chosen: MailPreferences) -> MailPreferences:
        if chosen.version:
            return self._records.save(chosen)
        if self.find(chosen.user_id) is not None:
            raise Stale("preferences")
        return self._records.add(chosen)

    def wanting(self, topic: Topic, after: UserId | None, limit: int) -> Sequence[UserId]:
        found = (one.user_id for one in self._records.all() if one.choice(topic))
        return tuple(sorted(one for one in found if after is None or one > after)[:limit])
