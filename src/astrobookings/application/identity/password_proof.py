"""Somebody proves to be who they say by a password."""

import logging

from attrs import frozen

from astrobookings.application.identity.sign_in_throttle import SignInThrottle
from astrobookings.application.ports.passwords import Passwords
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import WrongCredentials

__all__ = ["PasswordProof"]

_log = logging.getLogger(__name__)


@frozen
class PasswordProof:
    """Checks passwords, slowly and not too often."""

    passwords: Passwords
    sign_in_throttle: SignInThrottle

    def __call__(
        self, account: Account | None, password: str, *, email: str, origin_address: str | None
    ) -> Account:
        """The *account* of *email*, once *password* is its own; as slow when there is none.

        Guesses in flight at the same time count too: at most as many as are allowed to fail
        learn that they were wrong, and a right one after them is not told so.

        Raises:
            WrongCredentials: no such account, or another password.
            TooManyAttempts: too many failures for this account or from this origin.
        """
        self.sign_in_throttle.admit(email, origin_address)
        if account is None or not self._right(account, password):
            if account is None:
                self.passwords.waste_time(password)
            _log.warning("a password was wrong; origin %s", origin_address or "signed in")
            self.sign_in_throttle.failed(email, origin_address)
            raise WrongCredentials
        self.sign_in_throttle.admit(email, origin_address)
        self.sign_in_throttle.passed(email)
        return account

    def _right(self, account: Account, password: str) -> bool:
        return self.passwords.verify(account.password_hash, password)
