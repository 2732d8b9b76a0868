"""A user begins to set up a second factor (story 0.6)."""

from attrs import frozen

from astrobookings.application.identity.own_proof import OwnProof
from astrobookings.application.identity.second_factor_setup import DeviceSecret, SecondFactorSetup
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal

__all__ = ["BeginSecondFactor", "DeviceSecret"]


@frozen
class BeginSecondFactor:
    """Give a device its secret; it counts once a first code came back."""

    own_proof: OwnProof
    second_factor_setup: SecondFactorSetup
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, password: str) -> DeviceSecret:
        """The secret, shown this once; asking again gives another one.

        Raises:
            NotSignedIn: nobody is signed in.
            WrongCredentials, TooManyAttempts: *password* is not the account's.
            SecondFactorExists: one is in force.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        proven = self.own_proof(by, password)
        now = self.clock.now()
        with self.system(by.origin("begin-second-factor", now)):
            return self.second_factor_setup.begin(self.own_proof.held(proven), now)
