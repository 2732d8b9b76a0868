"""Sessions whose access tokens are refused before they expire (CacheDB)."""

from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.ids import SessionId

__all__ = ["EndedSessions"]


class EndedSessions(Protocol):
    """Announcements of ended sessions; a cache of what SystemDB knows."""

    def announce(self, session_id: SessionId, until: datetime) -> None:
        """Refuse the session's access tokens; they have all expired at *until*."""
        ...

    def contains(self, session_id: SessionId) -> bool: ...
