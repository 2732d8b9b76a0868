"""Sessions that end: on record first, announced after."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime

from attrs import frozen

from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sessions import Sessions
from astrobookings.domain.identity.events import SessionsEnded
from astrobookings.domain.identity.sessions import EndReason, SessionPolicy, end
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["SessionEndings"]


@frozen
class SessionEndings:
    """Ends sessions; those who call it announce them once their transaction is over."""

    sessions: Sessions
    ended_sessions: EndedSessions
    system_outbox: Outbox
    session_policy: SessionPolicy

    def all_of(
        self, user_id: UserId, reason: EndReason, now: datetime, *, but: SessionId | None = None
    ) -> tuple[SessionId, ...]:
        """In a transaction: end every session of the user except *but*; which ones ended."""
        others = (session.id for session in self.sessions.open_of(user_id) if session.id != but)
        return self.these(user_id, others, reason, now)

    def these(
        self, user_id: UserId, ids: Iterable[SessionId], reason: EndReason, now: datetime
    ) -> tuple[SessionId, ...]:
        """In a transaction: end those of the user's sessions that have not ended yet."""
        ended = tuple(session_id for session_id in ids if self._ended(session_id, reason, now))
        if ended:
            self.system_outbox.add(SessionsEnded(user_id, ended, reason.value))
        return ended

    def announce(self, ids: Iterable[SessionId], now: datetime) -> None:
        """After the transaction: refuse the access tokens that are still about.

        Where the cache cannot be reached, the event of their end announces them again.
        """
        for session_id in ids:
            with suppress(Unavailable):
                self.ended_sessions.announce(session_id, now + self.session_policy.access)

    def _ended(self, session_id: SessionId, reason: EndReason, now: datetime) -> bool:
        session = self.sessions.lock(session_id)
        if session.ended_at is not None:
            return False
        self.sessions.save(end(session, reason, now))
        return True
