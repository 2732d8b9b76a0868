"""A request shows its access token (stories 0.3, 0.5)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.application.ports.sessions import Sessions
from astrobookings.application.ports.tokens import AccessClaims, Tokens
from astrobookings.domain.identity.errors import SessionEnded
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import SessionPolicy
from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["Authenticate"]


@frozen
class Authenticate:
    """Tell who asks."""

    tokens: Tokens
    sessions: Sessions
    ended_sessions: EndedSessions
    clock: Clock
    session_policy: SessionPolicy

    def __call__(
        self, token: str, *, service: str, request_id: str, fresh: bool = False
    ) -> Principal:
        """The one who asks *service* in the request *request_id*.

        CacheDB tells whether the session has ended, or else SystemDB. *fresh* is for requests that
        change something: they are refused when neither can tell, while others go on as long as the
        token lives.

        Raises:
            BadToken: malformed, tampered with, expired, unsigned, or signed by another key.
            SessionEnded: its session has ended.
            Unavailable: nobody can tell whether it has, and *fresh* asks for it.
        """
        claims = self.tokens.read_access(token, self.clock.now())
        if self._has_ended(claims, fresh=fresh):
            raise SessionEnded
        return Principal(
            standing=claims.standing,
            user_id=claims.user_id,
            session_id=claims.session_id,
            service=service,
            request_id=request_id,
        )

    def _has_ended(self, claims: AccessClaims, *, fresh: bool) -> bool:
        try:
            return self.ended_sessions.contains(claims.session_id, claims.issued_at)
        except Unavailable:
            pass  # the session of record knows
        try:
            session = self.sessions.find(claims.session_id)
        except Unavailable:
            if fresh:
                raise
            return False
        return session is None or not session.alive(self.clock.now(), self.session_policy)
