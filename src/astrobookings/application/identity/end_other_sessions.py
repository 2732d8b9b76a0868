"""A user signs out every other device (story 0.6)."""

from attrs import frozen

from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import EndReason

__all__ = ["EndOtherSessions"]


@frozen
class EndOtherSessions:
    """End all sessions of the one who asks but the one asked with."""

    users: Users
    session_endings: SessionEndings
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal) -> None:
        """Raises:
        NotSignedIn: nobody is signed in.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        now, reason = self.clock.now(), EndReason.SIGNED_OUT_EVERYWHERE
        with self.system(by.origin("end-other-sessions", now)):
            user = self.users.lock(signed_in(by))
            ended = self.session_endings.all_of(user.id, reason, now, but=by.session_id)
        self.session_endings.announce(ended, now)
