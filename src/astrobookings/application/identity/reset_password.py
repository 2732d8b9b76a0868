"""A user chooses a password by the link of a mail (stories 0.8, 0.9)."""

from attrs import evolve, frozen

from astrobookings.application.identity.mailed_links import MailedLinks
from astrobookings.application.identity.new_passwords import NewPasswords
from astrobookings.application.identity.origins import acting_as
from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.identity.sign_in_throttle import SignInThrottle
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account, AccountStatus, confirmed
from astrobookings.domain.identity.events import (
    AccountConfirmed,
    AccountStatusChanged,
    PasswordChanged,
)
from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.kernel.errors import refuse_faults

__all__ = ["ResetPassword"]

_KINDS = (LinkKind.RESET_PASSWORD, LinkKind.INVITATION)


@frozen
class ResetPassword:
    """Replace a forgotten password, or accept an invitation; every session of the account ends."""

    users: Users
    mailed_links: MailedLinks
    new_passwords: NewPasswords
    session_endings: SessionEndings
    sign_in_throttle: SignInThrottle
    system: Transactions
    system_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, token: str, password: str) -> None:
        """Raises:
        LinkExpired: malformed, unknown, superseded, used or too old.
        Invalid: the password breaks the rule; the link is not used up.
        """
        now = self.clock.now()
        owner = self.users.get(self.mailed_links.owner(token, _KINDS, now))
        personal = (owner.email, owner.first_name, owner.last_name)
        refuse_faults((self.new_passwords.fault(password, personal),))
        hashed = self.new_passwords.hash(password)
        with self.system(acting_as(by, owner.id, "reset-password", now)):
            account = self.users.lock(owner.id)
            link = self.mailed_links.use(token, _KINDS, now)
            self._save(evolve(account, password_hash=hashed), link)
            ended = self.session_endings.all_of(account.id, EndReason.PASSWORD_CHANGED, now)
        self.session_endings.announce(ended, now)
        self.sign_in_throttle.passed(account.email)

    def _save(self, account: Account, link: Link) -> None:
        """Whoever follows an invitation proves to read the mails of its address."""
        invited = link.kind is LinkKind.INVITATION and account.status is AccountStatus.UNCONFIRMED
        saved = self.users.save(confirmed(account) if invited else account)
        if invited:
            self.system_outbox.add(AccountConfirmed(saved.id))
            self.system_outbox.add(AccountStatusChanged(saved.id, saved.status.value))
        else:
            self.system_outbox.add(PasswordChanged(saved.id))
