"""Sessions of record."""

from collections.abc import Sequence

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.identity import SESSIONS
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.identity.sessions import Session
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["MongoSessions"]

SESSION = shape_of("session", Session, SESSIONS.name)


@frozen
class MongoSessions:
    store: MongoStore
    _records: Records[Session] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Session]:
        return Records(self.store, SESSION)

    def find(self, session_id: SessionId) -> Session | None:
        return self._records.find(session_id)

    def lock(self, session_id: SessionId) -> Session:
        return self._records.lock(session_id)

    def open_of(self, user_id: UserId) -> Sequence[Session]:
        newest = [("created_at", -1), ("_id", -1)]
        return self._records.all({"user_id": user_id, "ended_at": None}, sort=newest)

    def add(self, session: Session) -> Session:
        return self._records.add(session)

    def save(self, session: Session) -> Session:
        return self._records.save(session)
