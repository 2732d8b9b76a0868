"""A new account enters the books."""

from attrs import frozen

from astrobookings.application.identity.mailed_links import MailedLinks
from astrobookings.application.identity.origins import acting_as
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.profiles import Profiles
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.events import AccountRegistered, ProfileChanged
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Principal

__all__ = ["Enrolment"]


@frozen
class Enrolment:
    """Writes accounts that people register themselves; they begin unconfirmed."""

    users: Users
    profiles: Profiles
    mailed_links: MailedLinks
    system: Transactions
    system_outbox: Outbox

    def require_free(self, email: str) -> None:
        """Raises: EmailTaken: an account has this address."""
        if self.users.find_by_email(email) is not None:
            raise EmailTaken

    def __call__(
        self, by: Principal, action: str, account: Account, profile: TravelerProfile | None = None
    ) -> Account:
        """*account* as stored, with its profile; the confirmation is on its way.

        Raises:
            EmailTaken: an account has this address.
        """
        now = account.created_at
        with self.system(acting_as(by, account.id, action, now)):
            saved = self.users.add(account)
            self.system_outbox.add(AccountRegistered(saved.id, saved.role.value))
            if profile is not None:
                version = self.profiles.add(profile).version
                self.system_outbox.add(ProfileChanged(saved.id, version))
            self.mailed_links.request(saved.id, LinkKind.CONFIRM_EMAIL, now)
        return saved
