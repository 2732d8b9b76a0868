"""Which mails people want."""

from collections.abc import Sequence

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.notifications import PREFERENCES
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.preferences import MailPreferences

__all__ = ["MongoPreferences"]

CHOSEN = shape_of("preferences", MailPreferences, PREFERENCES.name, key="user_id")


@frozen
class MongoPreferences:
    store: MongoStore
    _records: Records[MailPreferences] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[MailPreferences]:
        return Records(self.store, CHOSEN)

    def find(self, user_id: UserId) -> MailPreferences | None:
        return self._records.find(user_id)

    def put(self, chosen: MailPreferences) -> MailPreferences:
        if chosen.version:
            return self._records.save(chosen)
        kept = self._records.added(chosen, ("_id",))
        if kept is None:
            raise Stale("preferences")
        return kept

    def wanting(self, topic: Topic, after: UserId | None, limit: int) -> Sequence[UserId]:
        beyond: Document = {} if after is None else {"_id": {"$gt": after}}
        query = {topic.value: True, **beyond}
        found = self.store.find(
            PREFERENCES.name, query, sort=(("_id", 1),), limit=limit, fields=("_id",)
        )
        return tuple(UserId(one["_id"]) for one in found)
