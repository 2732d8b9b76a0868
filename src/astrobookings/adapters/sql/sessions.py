"""Sessions of record."""

from collections.abc import Sequence

from attrs import field, frozen
from sqlalchemy import bindparam

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.hot import HotRead
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system import sessions
from astrobookings.domain.identity.sessions import Session
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["SqlSessions"]

SESSION = shape_of("session", Session, sessions)


@frozen
class SqlSessions:
    store: SqlStore
    _records: Records[Session] = field(init=False)
    _by_id: HotRead = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Session]:
        return Records(self.store, SESSION)

    @_by_id.default
    def _make_by_id(self) -> HotRead:
        asked = self._records.select().where(sessions.c.id == bindparam("session_id"))
        return HotRead(self.store, asked)

    def find(self, session_id: SessionId) -> Session | None:
        """Every state-changing request asks this, so the short way unless in a transaction."""
        if self.store.within is not None:
            return self._records.find(session_id)
        row = self._by_id.first({"session_id": session_id})
        return None if row is None else SESSION.read(row)

    def lock(self, session_id: SessionId) -> Session:
        return self._records.lock(session_id)

    def open_of(self, user_id: UserId) -> Sequence[Session]:
        found = self._records.select().where(
            sessions.c.user_id == user_id, sessions.c.ended_at.is_(None)
        )
        newest = found.order_by(sessions.c.created_at.desc(), sessions.c.id.desc())
        return self._records.all(newest)

    def add(self, session: Session) -> Session:
        return self._records.add(session)

    def save(self, session: Session) -> Session:
        return self._records.save(session)
