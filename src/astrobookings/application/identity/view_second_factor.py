"""A user sees how the second factor stands (story 0.6)."""

from datetime import datetime
from enum import StrEnum

from attrs import frozen

from astrobookings.application.ports.second_factors import SecondFactors
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.second_factor import SecondFactor, SecondFactorPolicy

__all__ = ["FactorState", "SecondFactorView", "ViewSecondFactor", "state_of"]


class FactorState(StrEnum):
    OFF = "off"
    BEGUN = "begun"
    """A secret was given; its first code is awaited."""
    ON = "on"


@frozen(kw_only=True)
class SecondFactorView:
    """How it stands; never the secret itself."""

    state: FactorState
    required: bool
    """Whether the policy requires one of this position."""
    since: datetime | None
    recovery_codes_left: int


def state_of(factor: SecondFactor | None) -> FactorState:
    if factor is None:
        return FactorState.OFF
    return FactorState.ON if factor.in_force else FactorState.BEGUN


@frozen
class ViewSecondFactor:
    """Show whether there is one."""

    users: Users
    second_factors: SecondFactors
    second_factor_policy: SecondFactorPolicy

    def __call__(self, by: Principal) -> SecondFactorView:
        """Raises:
        NotSignedIn: nobody is signed in.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        account = self.users.get(signed_in(by))
        factor = self.second_factors.find(account.id)
        return SecondFactorView(
            state=state_of(factor),
            required=self.second_factor_policy.requires(account),
            since=None if factor is None else factor.confirmed_at,
            recovery_codes_left=0 if factor is None else len(factor.recovery_hashes),
        )
