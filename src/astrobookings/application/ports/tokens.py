"""Access and refresh tokens (stories 0.4, 0.5, 0.7)."""

from datetime import datetime
from typing import Protocol

from attrs import frozen

from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["AccessClaims", "Tokens"]


@frozen(kw_only=True)
class AccessClaims:
    """What an access token says."""

    user_id: UserId
    standing: Standing
    session_id: SessionId
    issued_at: datetime
    expires_at: datetime


class Tokens(Protocol):
    """Signs and reads tokens; keys rotate by `kid`."""

    def access(self, claims: AccessClaims) -> str: ...

    def read_access(self, token: str, now: datetime) -> AccessClaims:
        """Raises: BadToken: malformed, tampered, expired at *now*, unsigned or of unknown key."""
        ...

    def refresh(self, session_id: SessionId, generation: int) -> str:
        """The refresh token of that generation; the same each time it is asked for."""
        ...

    def read_refresh(self, token: str) -> tuple[SessionId, int]:
        """Raises: BadToken."""
        ...
