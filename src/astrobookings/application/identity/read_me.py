"""A user reads the own profile (story 0.6)."""

from attrs import frozen

from astrobookings.application.ports.profiles import Profiles
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Principal, Role

__all__ = ["Me", "ReadMe", "me_of"]


@frozen
class Me:
    """An account, and the traveler profile if it is a traveler's."""

    account: Account
    profile: TravelerProfile | None

    @property
    def version(self) -> int:
        """Grows with every change of either."""
        return self.account.version + (self.profile.version if self.profile else 0)


def me_of(account: Account, profiles: Profiles) -> Me:
    """*account* with its profile."""
    is_traveler = account.role is Role.TRAVELER
    return Me(account, profiles.get(account.id) if is_traveler else None)


@frozen
class ReadMe:
    """Show people what is kept about them."""

    users: Users
    profiles: Profiles

    def __call__(self, by: Principal) -> Me:
        """Raises:
        NotSignedIn: nobody is signed in.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        return me_of(self.users.get(signed_in(by)), self.profiles)
