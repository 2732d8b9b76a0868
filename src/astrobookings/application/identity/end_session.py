"""A user signs out one device (story 0.6)."""

from attrs import frozen

from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.sessions import Sessions
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import SessionId

__all__ = ["EndSession"]


@frozen
class EndSession:
    """End one session of the one who asks, this one or another."""

    sessions: Sessions
    session_endings: SessionEndings
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, session_id: SessionId) -> None:
        """Refuse its tokens from now on; ending it again changes nothing.

        Raises:
            NotSignedIn: nobody is signed in.
            NotFound: it is no session of the one who asks.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        session = self.sessions.find(session_id)
        if session is None or session.user_id != signed_in(by):
            raise NotFound("session", str(session_id))
        now, ids = self.clock.now(), (session_id,)
        with self.system(by.origin("end-session", now)):
            ended = self.session_endings.these(session.user_id, ids, EndReason.SIGNED_OUT, now)
        self.session_endings.announce(ended, now)
