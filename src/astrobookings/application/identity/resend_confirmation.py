"""A user asks for the confirmation link again (stories 0.1, 0.2)."""

from attrs import frozen

from astrobookings.application.contacts import ContactCheck
from astrobookings.application.identity.mailed_links import MailedLinks
from astrobookings.application.identity.origins import acting_as
from astrobookings.application.identity.request_throttle import RequestThrottle
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.identity.roles import Principal

__all__ = ["ResendConfirmation"]


@frozen
class ResendConfirmation:
    """Send a fresh link to an unconfirmed account; earlier ones stop working."""

    users: Users
    mailed_links: MailedLinks
    request_throttle: RequestThrottle
    contact_rules: ContactRules
    system: Transactions
    clock: Clock

    def __call__(self, by: Principal, email: str, origin_address: str) -> None:
        """Say nothing about whether *email* has an account, or whether it is confirmed.

        Raises:
            Invalid: *email* is no address.
            TooManyAttempts: too many requests for this address or from *origin_address*.
        """
        now = self.clock.now()
        check = ContactCheck(self.contact_rules)
        address = check.email("/email", email)
        check.refuse()
        self.request_throttle.admit_link(address, origin_address, now)
        account = self.users.find_by_email(address)
        if account is not None and account.status is AccountStatus.UNCONFIRMED:
            with self.system(acting_as(by, account.id, "resend-confirmation", now)):
                self.mailed_links.request(account.id, LinkKind.CONFIRM_EMAIL, now)
