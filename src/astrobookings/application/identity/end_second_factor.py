"""A user switches the second factor off (story 0.6)."""

from attrs import frozen

from astrobookings.application.identity.own_proof import OwnProof
from astrobookings.application.identity.second_factor_proof import SecondFactorProof
from astrobookings.application.identity.second_factor_setup import SecondFactorSetup
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.errors import SecondFactorCompulsory
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.second_factor import FactorChange, SecondFactorPolicy

__all__ = ["EndSecondFactor"]


@frozen
class EndSecondFactor:
    """Sign in by the password alone again."""

    own_proof: OwnProof
    second_factor_proof: SecondFactorProof
    second_factor_setup: SecondFactorSetup
    second_factor_policy: SecondFactorPolicy
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, password: str, code: str) -> None:
        """Raises:
        NotSignedIn: nobody is signed in.
        WrongCredentials, WrongCode, TooManyAttempts: *password* or *code* is wrong.
        NoSecondFactor: none is in force.
        SecondFactorCompulsory: the policy requires one of this position.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        proven = self.own_proof(by, password)
        self.second_factor_proof.check(proven, code)
        if self.second_factor_policy.requires(proven):
            raise SecondFactorCompulsory
        with self.system(by.origin("end-second-factor", self.clock.now())):
            account = self.own_proof.held(proven)
            self.second_factor_proof.use(account, code)
            self.second_factor_setup.end(account, FactorChange.DISABLED)
