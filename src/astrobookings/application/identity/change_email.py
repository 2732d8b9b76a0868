"""A user changes the e-mail address (story 0.6)."""

from attrs import evolve, frozen

from astrobookings.application.contacts import ContactCheck
from astrobookings.application.identity.mailed_links import MailedLinks
from astrobookings.application.identity.password_proof import PasswordProof
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import EmailTaken, WrongCredentials
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal

__all__ = ["ChangeEmail"]


@frozen
class ChangeEmail:
    """Let a new address wait beside the old one until its link is followed."""

    users: Users
    password_proof: PasswordProof
    mailed_links: MailedLinks
    contact_rules: ContactRules
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, password: str, email: str) -> Account:
        """The account with its pending address; the last one asked for counts.

        Raises:
            NotSignedIn: nobody is signed in.
            Invalid: *email* is no address.
            WrongCredentials: *password* is not the account's.
            TooManyAttempts: it was guessed at too often.
            EmailTaken: an account, perhaps this one, has the address.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        address = self._address(email)
        owner = self.users.get(signed_in(by))
        self.password_proof(owner, password, email=owner.email, origin_address=None)
        if self.users.find_by_email(address) is not None:
            raise EmailTaken
        now = self.clock.now()
        with self.system(by.origin("change-email", now)):
            account = self.users.lock(owner.id)
            if account.password_hash != owner.password_hash:
                raise WrongCredentials
            saved = self.users.save(evolve(account, pending_email=address))
            self.mailed_links.request(account.id, LinkKind.CHANGE_EMAIL, now)
        return saved

    def _address(self, email: str) -> str:
        check = ContactCheck(self.contact_rules)
        address = check.email("/email", email)
        check.refuse()
        return address
