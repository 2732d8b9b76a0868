"""An operations manager takes a lost second factor off an account (stories 0.6, 0.9)."""

from attrs import frozen

from astrobookings.application.identity.second_factor_setup import SecondFactorSetup
from astrobookings.application.identity.user_changes import checked_reason
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.second_factor import FactorChange
from astrobookings.domain.identity.staff import require_other
from astrobookings.domain.kernel.ids import UserId

__all__ = ["ResetSecondFactor"]


@frozen
class ResetSecondFactor:
    """Let somebody who lost device and recovery codes sign in by the password alone."""

    users: Users
    second_factor_setup: SecondFactorSetup
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, user_id: UserId, reason: str) -> None:
        """Its owner is told by mail.

        Raises:
            NotSignedIn, NotAllowed: only operations managers look after users.
            Invalid: there is no reason.
            NotFound: there is no such user.
            OwnAccount: one's own is switched off with the password and a code.
            NoSecondFactor: the account has none.
        """
        authorize(by, Action.MANAGE_USERS)
        why = checked_reason(reason)
        require_other(by.user_id, user_id)
        with self.system(by.origin("reset-second-factor", self.clock.now())):
            account = self.users.lock(user_id)
            self.second_factor_setup.end(account, FactorChange.RESET, why)
