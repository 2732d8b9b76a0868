"""Somebody who may not sign in without a second factor begins to set one up (stories 0.2, 0.6)."""

from attrs import frozen

from astrobookings.application.identity.credentials_proof import Credentials, CredentialsProof
from astrobookings.application.identity.origins import acting_as
from astrobookings.application.identity.own_proof import OwnProof
from astrobookings.application.identity.second_factor_setup import DeviceSecret, SecondFactorSetup
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.roles import Principal

__all__ = ["SetUpSecondFactor"]


@frozen
class SetUpSecondFactor:
    """As `BeginSecondFactor`, by address and password instead of a session."""

    credentials_proof: CredentialsProof
    own_proof: OwnProof
    second_factor_setup: SecondFactorSetup
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, credentials: Credentials) -> DeviceSecret:
        """The secret for a device, shown this once.

        Raises:
            WrongCredentials, TooManyAttempts, AccountUnconfirmed, AccountSuspended: as signing in.
            SecondFactorExists: one is in force; sign in with it.
        """
        proven, now = self.credentials_proof(credentials), self.clock.now()
        with self.system(acting_as(by, proven.id, "set-up-second-factor", now)):
            return self.second_factor_setup.begin(self.own_proof.held(proven), now)
