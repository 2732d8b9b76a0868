"""A user signs out (story 0.3)."""

from attrs import frozen

from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.kernel.errors import NotSignedIn

__all__ = ["SignOut"]


@frozen
class SignOut:
    """End the session that asks."""

    session_endings: SessionEndings
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal) -> None:
        """Refuse the session's tokens from now on; signing out again changes nothing.

        Raises:
            NotSignedIn: nobody is signed in.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        if by.session_id is None:
            raise NotSignedIn
        now = self.clock.now()
        ids = (by.session_id,)
        with self.system(by.origin("sign-out", now)):
            self.session_endings.these(signed_in(by), ids, EndReason.SIGNED_OUT, now)
        self.session_endings.announce(ids, now)
