"""An application renews its tokens (story 0.7)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.identity.origins import acting_as
from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.identity.token_pairs import SignedIn, TokenPairs, require_active
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.sessions import Sessions
from astrobookings.application.ports.tokens import Tokens
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.errors import SessionEnded
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import (
    EndReason,
    RefreshReused,
    Session,
    SessionPolicy,
    refresh,
)
from astrobookings.domain.kernel.ids import SessionId

__all__ = ["RefreshSession"]


@frozen
class RefreshSession:
    """Rotate a refresh token; an old one that comes back ends its whole family."""

    users: Users
    sessions: Sessions
    session_endings: SessionEndings
    tokens: Tokens
    token_pairs: TokenPairs
    system: Transactions
    clock: Clock
    session_policy: SessionPolicy

    def __call__(self, by: Principal, refresh_token: str) -> SignedIn:
        """The next pair of tokens; the previous refresh token gets the same one for a moment.

        Raises:
            BadToken: not a refresh token of ours.
            SessionEnded: ended, expired, idle for too long, or ended now for a reused token.
            AccountUnconfirmed, AccountSuspended: the account may not be signed in.
        """
        session_id, generation = self.tokens.read_refresh(refresh_token)
        found = self.sessions.find(session_id)
        if found is None:
            raise SessionEnded
        now = self.clock.now()
        with self.system(acting_as(by, found.user_id, "refresh-session", now)):
            account = self.users.get(found.user_id)
            require_active(account)
            session = self._rotated(session_id, generation, now)
        if session is None:
            self.session_endings.announce((session_id,), now)
            raise SessionEnded
        return self.token_pairs(account, session, now)

    def _rotated(self, session_id: SessionId, generation: int, now: datetime) -> Session | None:
        """The session as it goes on; None when its family had to end."""
        session = self.sessions.lock(session_id)
        try:
            refreshed = refresh(session, generation, now, self.session_policy)
        except RefreshReused:
            reason = EndReason.REFRESH_REUSED
            self.session_endings.these(session.user_id, (session_id,), reason, now)
            return None
        return session if refreshed == session else self.sessions.save(refreshed)
