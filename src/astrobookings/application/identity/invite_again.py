"""An operations manager sends an employee's invitation again (story 0.9)."""

from attrs import frozen

from astrobookings.application.identity.mailed_links import MailedLinks
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import (
    Account,
    AccountStatus,
    NoSuchAccountMove,
)
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal, Role
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import UserId

__all__ = ["InviteAgain"]


@frozen
class InviteAgain:
    """Mail a fresh link; earlier ones stop working."""

    users: Users
    mailed_links: MailedLinks
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, user_id: UserId) -> Account:
        """The account that waits for its owner.

        Raises:
            NotSignedIn, NotAllowed: only operations managers look after users.
            NotFound: there is no such employee.
            NoSuchAccountMove: the account does not wait for its first password.
        """
        authorize(by, Action.MANAGE_USERS)
        now = self.clock.now()
        with self.system(by.origin("invite-again", now)):
            account = self.users.lock(user_id)
            if account.role is not Role.EMPLOYEE:
                raise NotFound("employee", str(user_id))
            if account.status is not AccountStatus.UNCONFIRMED:
                raise NoSuchAccountMove(account.status, AccountStatus.UNCONFIRMED)
            self.mailed_links.request(account.id, LinkKind.INVITATION, now)
        return account
