"""Somebody signed in proves it anew before something grave (story 0.6)."""

from attrs import frozen

from astrobookings.application.identity.password_proof import PasswordProof
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import WrongCredentials
from astrobookings.domain.identity.permissions import signed_in
from astrobookings.domain.identity.roles import Principal

__all__ = ["OwnProof"]


@frozen
class OwnProof:
    """Asks for the password again."""

    users: Users
    password_proof: PasswordProof

    def __call__(self, by: Principal, password: str) -> Account:
        """The account of *by*, before a transaction.

        Raises:
            NotSignedIn: nobody is signed in.
            WrongCredentials: *password* is not the account's.
            TooManyAttempts: it was guessed at too often.
        """
        owner = self.users.get(signed_in(by))
        return self.password_proof(owner, password, email=owner.email, origin_address=None)

    def held(self, proven: Account) -> Account:
        """In a transaction: the account of *proven*, locked.

        Raises:
            WrongCredentials: the password was changed meanwhile.
        """
        account = self.users.lock(proven.id)
        if account.password_hash != proven.password_hash:
            raise WrongCredentials
        return account
