"""Sessions in memory."""

from collections.abc import Sequence

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.identity.sessions import Session
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["MemorySessions"]


class MemorySessions:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Session] = Records(store, "session")

    def find(self, session_id: SessionId) -> Session | None:
        return self._records.find(session_id)

    def lock(self, session_id: SessionId) -> Session:
        return self._records.lock(session_id)

    def open_of(self, user_id: UserId) -> Sequence[Session]:
        found = (
            session
            for session in self._records.all()
            if session.user_id == user_id and session.ended_at is None
        )
        return tuple(sorted(found, key=lambda one: (one.created_at, one.id), reverse=True))

    def add(self, session: Session) -> Session:
        return self._records.add(session)

    def save(self, session: Session) -> Session:
        return self._records.save(session)
