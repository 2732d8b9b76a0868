"""Somebody who may not sign in without a second factor shows its first code (stories 0.2, 0.6)."""

from attrs import frozen

from astrobookings.application.identity.credentials_proof import Credentials, CredentialsProof
from astrobookings.application.identity.origins import acting_as
from astrobookings.application.identity.own_proof import OwnProof
from astrobookings.application.identity.second_factor_setup import RecoveryCodes, SecondFactorSetup
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.roles import Principal

__all__ = ["ProveSecondFactor"]


@frozen
class ProveSecondFactor:
    """As `ConfirmSecondFactor`, by address and password instead of a session."""

    credentials_proof: CredentialsProof
    own_proof: OwnProof
    second_factor_setup: SecondFactorSetup
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, credentials: Credentials, code: str) -> RecoveryCodes:
        """The recovery codes, shown this once; signing in takes the next code.

        Raises:
            WrongCredentials, TooManyAttempts, AccountUnconfirmed, AccountSuspended: as signing in.
            NoSecondFactor: none was begun.
            SecondFactorExists: it is in force already.
            WrongCode: not a code of now.
        """
        proven, now = self.credentials_proof(credentials), self.clock.now()
        self.second_factor_setup.check(proven, code, now)
        with self.system(acting_as(by, proven.id, "prove-second-factor", now)):
            return self.second_factor_setup.confirm(self.own_proof.held(proven), code, now)
