"""Which mails people want."""

from collections.abc import Sequence

from attrs import field, frozen
from sqlalchemy import select

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system_notices import preferences
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.preferences import MailPreferences

__all__ = ["SqlPreferences"]

PREFERENCES = shape_of("preferences", MailPreferences, preferences)


@frozen
class SqlPreferences:
    store: SqlStore
    _records: Records[MailPreferences] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[MailPreferences]:
        return Records(self.store, PREFERENCES)

    def find(self, user_id: UserId) -> MailPreferences | None:
        return self._records.find(user_id)

    def put(self, chosen: MailPreferences) -> MailPreferences:
        if chosen.version:
            return self._records.save(chosen)
        kept = self._records.added(chosen, ["user_id"])
        if kept is None:
            raise Stale("preferences")
        return kept

    def wanting(self, topic: Topic, after: UserId | None, limit: int) -> Sequence[UserId]:
        found = select(preferences.c.user_id).where(preferences.c[topic.value])
        if after is not None:
            found = found.where(preferences.c.user_id > after)
        rows = self.store.rows(found.order_by(preferences.c.user_id).limit(limit))
        return tuple(UserId(row.user_id) for row in rows)
