"""Sessions whose access tokens are refused, in memory."""

from datetime import datetime
from threading import Lock

from astrobookings.application.ports.clock import Clock
from astrobookings.domain.kernel.ids import SessionId

__all__ = ["MemoryEndedSessions"]


class MemoryEndedSessions:
    """Of one process; announcements are forgotten once their tokens have expired."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[SessionId, datetime] = {}
        self._lock = Lock()

    def announce(self, session_id: SessionId, until: datetime) -> None:
        now = self._clock.now()
        with self._lock:
            kept = {one: end for one, end in self._until.items() if now < end}
            self._until = {**kept, session_id: max(until, kept.get(session_id, until))}

    def contains(self, session_id: SessionId) -> bool:
        until = self._until.get(session_id)
        return until is not None and self._clock.now() < until
