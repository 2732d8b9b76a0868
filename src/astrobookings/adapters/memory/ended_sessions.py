"""Sessions whose access tokens are refused, in memory."""

from datetime import datetime
from threading import Lock

from astrobookings.application.ports.clock import Clock
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import SessionId

__all__ = ["MemoryEndedSessions"]


class MemoryEndedSessions:
    """Of one process; announcements are forgotten once their tokens have expired.

    It hears of every ending since it was made, if this process is *alone*; else of its own only,
    so that it can never say that a session has not ended.
    """

    def __init__(self, clock: Clock, *, alone: bool = True) -> None:
        self._clock = clock
        self._hears_since = clock.now() if alone else None
        self._until: dict[SessionId, datetime] = {}
        self._lock = Lock()

    def announce(self, session_id: SessionId, until: datetime) -> None:
        now = self._clock.now()
        with self._lock:
            kept = {one: end for one, end in self._until.items() if now < end}
            self._until = {**kept, session_id: max(until, kept.get(session_id, until))}

    def contains(self, session_id: SessionId, issued_at: datetime) -> bool:
        until = self._until.get(session_id)
        if until is not None and self._clock.now() < until:
            return True
        if self._hears_since is None or issued_at < self._hears_since:
            raise Unavailable("Whether the session has ended is not known here.")
        return False
