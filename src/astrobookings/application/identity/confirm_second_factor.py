"""A user shows a first code: the second factor is in force (story 0.6)."""

from attrs import frozen

from astrobookings.application.identity.second_factor_setup import RecoveryCodes, SecondFactorSetup
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal

__all__ = ["ConfirmSecondFactor"]


@frozen
class ConfirmSecondFactor:
    """From now on signing in takes a code."""

    users: Users
    second_factor_setup: SecondFactorSetup
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, code: str) -> RecoveryCodes:
        """Codes for the day the device is lost, shown this once.

        Raises:
            NotSignedIn: nobody is signed in.
            NoSecondFactor: none was begun.
            SecondFactorExists: it is in force already.
            WrongCode, TooManyAttempts: not a code of now.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        owner, now = self.users.get(signed_in(by)), self.clock.now()
        self.second_factor_setup.check(owner, code, now)
        with self.system(by.origin("confirm-second-factor", now)):
            return self.second_factor_setup.confirm(self.users.lock(owner.id), code, now)
