"""A user asks for other recovery codes (story 0.6)."""

from attrs import frozen

from astrobookings.application.identity.own_proof import OwnProof
from astrobookings.application.identity.second_factor_proof import SecondFactorProof
from astrobookings.application.identity.second_factor_setup import RecoveryCodes, SecondFactorSetup
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["RenewRecoveryCodes"]


@frozen
class RenewRecoveryCodes:
    """Replace the recovery codes, used or not."""

    own_proof: OwnProof
    second_factor_proof: SecondFactorProof
    second_factor_setup: SecondFactorSetup
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, password: str, code: str) -> RecoveryCodes:
        """The new ones, shown this once.

        Raises:
            NotSignedIn: nobody is signed in.
            WrongCredentials, WrongCode, TooManyAttempts: *password* or *code* is wrong.
            NoSecondFactor: none is in force.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        proven = self.own_proof(by, password)
        self.second_factor_proof.check(proven, code)
        with self.system(by.origin("renew-recovery-codes", self.clock.now())):
            account = self.own_proof.held(proven)
            factor = self.second_factor_proof.use(account, code)
            return self.second_factor_setup.renew(account, factor)
