"""An operations manager looks at a user (story 0.9)."""

from attrs import frozen

from astrobookings.application.identity.view_second_factor import FactorState, state_of
from astrobookings.application.ports.second_factors import SecondFactors
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.kernel.ids import UserId

__all__ = ["UserView", "ViewUser"]


@frozen
class UserView:
    """An account, and whether it has a second factor."""

    account: Account
    second_factor: FactorState


@frozen
class ViewUser:
    """Show one account."""

    users: Users
    second_factors: SecondFactors

    def __call__(self, by: Principal, user_id: UserId) -> UserView:
        """Raises:
        NotSignedIn, NotAllowed: only operations managers look after users.
        NotFound: there is no such user.
        """
        authorize(by, Action.MANAGE_USERS)
        account = self.users.get(user_id)
        return UserView(account, state_of(self.second_factors.find(user_id)))
