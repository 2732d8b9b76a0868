"""A request shows its access token (stories 0.3, 0.5)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.application.ports.sessions import Sessions
from astrobookings.application.ports.tokens import Tokens
from astrobookings.domain.identity.errors import SessionEnded
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import SessionPolicy
from astrobookings.domain.kernel.ids import SessionId

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

        *fresh* asks SystemDB too, for requests that change something.

        Raises:
            BadToken: malformed, tampered with, expired, unsigned, or signed by another key.
            SessionEnded: its session has ended.
        """
        claims = self.tokens.read_access(token, self.clock.now())
        if self.ended_sessions.contains(claims.session_id):
            raise SessionEnded
        if fresh:
            self._require_alive(claims.session_id)
        return Principal(
            standing=claims.standing,
            user_id=claims.user_id,
            session_id=claims.session_id,
            service=service,
            request_id=request_id,
        )

    def _require_alive(self, session_id: SessionId) -> None:
        session = self.sessions.find(session_id)
        if session is None or not session.alive(self.clock.now(), self.session_policy):
            raise SessionEnded
