"""Somebody who is not signed in shows address and password (stories 0.2, 0.6)."""

from attrs import field, frozen

from astrobookings.application.identity.password_proof import PasswordProof
from astrobookings.application.identity.token_pairs import require_active
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account

__all__ = ["Credentials", "CredentialsProof"]

_LONGEST_EMAIL = 254


@frozen(kw_only=True)
class Credentials:
    """Address and password, and where they came from."""

    email: str
    password: str = field(repr=False)
    origin_address: str


@frozen
class CredentialsProof:
    """Finds the account whose password it is."""

    users: Users
    password_proof: PasswordProof
    contact_rules: ContactRules

    def __call__(self, credentials: Credentials) -> Account:
        """The active account, before a transaction.

        Raises:
            WrongCredentials: unknown address or wrong password; both look and last the same.
            TooManyAttempts: too many failures for this account or from this origin.
            AccountUnconfirmed, AccountSuspended: the password is right.
        """
        address = self.contact_rules.email(credentials.email)
        account = None if address is None else self.users.find_by_email(address)
        proven = self.password_proof(
            account,
            credentials.password,
            email=address or credentials.email[:_LONGEST_EMAIL].strip().lower(),
            origin_address=credentials.origin_address,
        )
        require_active(proven)
        return proven
