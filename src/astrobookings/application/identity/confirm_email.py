"""A user follows the confirmation link of a mail (stories 0.1, 0.6)."""

from attrs import frozen

from astrobookings.application.identity.mailed_links import MailedLinks
from astrobookings.application.identity.origins import acting_as
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account, AccountStatus, confirmed
from astrobookings.domain.identity.errors import LinkExpired
from astrobookings.domain.identity.events import (
    AccountConfirmed,
    AccountStatusChanged,
    EmailChanged,
    ProfileChanged,
)
from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.identity.roles import Principal

__all__ = ["ConfirmEmail"]

_KINDS = (LinkKind.CONFIRM_EMAIL, LinkKind.CHANGE_EMAIL)


@frozen
class ConfirmEmail:
    """Activate an account, or put its new address in force."""

    users: Users
    mailed_links: MailedLinks
    system: Transactions
    system_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, token: str) -> Account:
        """The account, its address proven.

        Raises:
            LinkExpired: malformed, unknown, superseded, used or too old.
            EmailTaken: another account took the new address meanwhile; the link is not used up.
        """
        now = self.clock.now()
        user_id = self.mailed_links.owner(token, _KINDS, now)
        with self.system(acting_as(by, user_id, "confirm-email", now)):
            account = self.users.lock(user_id)
            link = self.mailed_links.use(token, _KINDS, now)
            _require_awaited(account, link)
            saved = self.users.save(confirmed(account))
            self._announce(saved, link)
        return saved

    def _announce(self, account: Account, link: Link) -> None:
        if link.kind is LinkKind.CHANGE_EMAIL:
            self.system_outbox.add(EmailChanged(account.id))
            self.system_outbox.add(ProfileChanged(account.id, account.version))
        else:
            self.system_outbox.add(AccountConfirmed(account.id))
            self.system_outbox.add(AccountStatusChanged(account.id, account.status.value))


def _require_awaited(account: Account, link: Link) -> None:
    changing = account.pending_email is not None
    awaited = changing or account.status is AccountStatus.UNCONFIRMED
    if not awaited or changing != (link.kind is LinkKind.CHANGE_EMAIL):
        raise LinkExpired
