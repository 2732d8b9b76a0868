"""Sessions whose access tokens are refused before they expire (CacheDB)."""

from datetime import datetime
from typing import Protocol

from astrobookings.domain.kernel.ids import SessionId

__all__ = ["EndedSessions"]


class EndedSessions(Protocol):
    """Announcements of ended sessions; a cache of what SystemDB knows."""

    def announce(self, session_id: SessionId, until: datetime) -> None:
        """Refuse the session's access tokens; they have all expired at *until*.

        Raises:
            Unavailable: this process refuses them; the others have not been told.
        """
        ...

    def contains(self, session_id: SessionId, issued_at: datetime) -> bool:
        """Whether the session has ended since it gave a token at *issued_at*.

        Raises:
            Unavailable: it cannot be told: nobody answers, or announcements since then were lost.
        """
        ...
