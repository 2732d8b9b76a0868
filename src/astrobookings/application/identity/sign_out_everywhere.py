"""A user signs out on every device (story 0.3)."""

from attrs import frozen

from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import EndReason

__all__ = ["SignOutEverywhere"]


@frozen
class SignOutEverywhere:
    """End all sessions of the one who asks, this one included."""

    users: Users
    session_endings: SessionEndings
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal) -> None:
        """Raises:
        NotSignedIn: nobody is signed in.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        now = self.clock.now()
        with self.system(by.origin("sign-out-everywhere", now)):
            user = self.users.lock(signed_in(by))
            ended = self.session_endings.all_of(user.id, EndReason.SIGNED_OUT_EVERYWHERE, now)
        self.session_endings.announce(ended, now)
