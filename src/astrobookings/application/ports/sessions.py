"""Sessions of record (SystemDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.identity.sessions import Session
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["Sessions"]


class Sessions(Protocol):
    """Sign-ins; ended ones stay on record."""

    def find(self, session_id: SessionId) -> Session | None: ...

    def lock(self, session_id: SessionId) -> Session:
        """Raises: NotFound."""
        ...

    def open_of(self, user_id: UserId) -> Sequence[Session]:
        """Sessions of the user not ended, newest first; some may be idle or expired."""
        ...

    def add(self, session: Session) -> Session: ...

    def save(self, session: Session) -> Session:
        """Raises: Stale."""
        ...
