"""What every adapter of `Sessions` must do."""

from datetime import timedelta
from typing import Any

from attrs import evolve

from astrobookings.domain.identity.sessions import EndReason, Session
from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.testing.builders import NOW, a_session, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.records import ChangesContract, LocksContract, SavesContract

__all__ = ["SessionsContract"]


class SessionsContract(
    SavesContract[SystemHarness, Session],
    ChangesContract[SystemHarness, Session],
    LocksContract[SystemHarness, Session],
):
    """The conventions, and a user's open sessions."""

    kind = "session"

    def make(self, store: SystemHarness, /, **fields: Any) -> Session:
        if "user_id" not in fields:
            fields["user_id"] = store.given_account().id
        with store.writing():
            return store.sessions.add(a_session(**fields))

    def changed(self, session: Session, /) -> Session:
        return evolve(
            session,
            generation=3,
            refreshed_at=NOW + timedelta(hours=1),
            ended_at=NOW + timedelta(hours=2),
            end_reason=EndReason.REFRESH_REUSED,
        )

    def save(self, store: SystemHarness, session: Session, /) -> Session:
        return store.sessions.save(session)

    def read(self, store: SystemHarness, key: Any, /) -> Session:
        found = store.sessions.find(key)
        assert found is not None
        return found

    def lock(self, store: SystemHarness, key: Any, /) -> Session:
        return store.sessions.lock(key)

    def test_an_unknown_session_is_not_found(self, store: SystemHarness) -> None:
        assert store.sessions.find(SessionId(fresh_id())) is None

    def test_open_sessions_come_newest_first(self, store: SystemHarness) -> None:
        old = self.make(store)
        user_id = old.user_id
        new = self.make(store, user_id=user_id, created_at=NOW + timedelta(seconds=1))
        ended = self.make(store, user_id=user_id)
        with store.writing():
            store.sessions.save(self.changed(ended))
        self.make(store)

        assert list(store.sessions.open_of(user_id)) == [new, old]
        assert list(store.sessions.open_of(UserId(fresh_id()))) == []

    def test_ended_sessions_stay_on_record(self, store: SystemHarness) -> None:
        session = self.make(store)
        with store.writing():
            ended = store.sessions.save(self.changed(session))

        assert store.sessions.find(session.id) == ended

    def test_expired_sessions_not_ended_are_open(self, store: SystemHarness) -> None:
        session = self.make(store, expires_at=NOW - timedelta(days=1))

        assert list(store.sessions.open_of(session.user_id)) == [session]
