"""Refusals of registration and sign-in.

Refused: EmailTaken, LinkExpired, AccountClosed, OwnAccount, LastOperationsManager,
         NoSecondFactor, SecondFactorExists, SecondFactorCompulsory
NotSignedIn: WrongCredentials, WrongCode, SessionEnded, BadToken
NotAllowed-like: AccountUnconfirmed, AccountSuspended, SecondFactorRequired, SecondFactorMissing
                 (403, only after the right password)
TooMany: TooManyAttempts
"""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.errors import AstroBookingsError, NotSignedIn, Refused, TooMany

__all__ = [
    "AccountBarred",
    "AccountClosed",
    "AccountSuspended",
    "AccountUnconfirmed",
    "BadToken",
    "EmailTaken",
    "LastOperationsManager",
    "LinkExpired",
    "NoSecondFactor",
    "OwnAccount",
    "SecondFactorCompulsory",
    "SecondFactorExists",
    "SecondFactorMissing",
    "SecondFactorRequired",
    "SessionEnded",
    "TooManyAttempts",
    "WrongCode",
    "WrongCredentials",
]


@frozen
class EmailTaken(Refused):
    """Another account uses this address (story 0.1)."""

    code: ClassVar[str] = "email-taken"

    def __str__(self) -> str:
        return "An account with this e-mail address exists already."


@frozen
class LinkExpired(Refused):
    """The link of a mail is unknown, used, superseded or past its time (0.1, 0.6, 0.8)."""

    code: ClassVar[str] = "link-expired"

    def __str__(self) -> str:
        return "This link is no longer valid; ask for a new one."


@frozen
class AccountClosed(Refused):
    """A closed account stays as it is (0.9)."""

    code: ClassVar[str] = "account-closed"

    def __str__(self) -> str:
        return "This account is closed for good."


@frozen
class OwnAccount(Refused):
    """Operations managers do to others what they may not do to themselves (0.9)."""

    code: ClassVar[str] = "own-account"

    def __str__(self) -> str:
        return "Another operations manager has to do this to your account."


@frozen
class LastOperationsManager(Refused):
    """Without this account nobody could manage users any more (0.9)."""

    code: ClassVar[str] = "last-operations-manager"

    def __str__(self) -> str:
        return "This is the last active operations manager; appoint another one first."


@frozen
class NoSecondFactor(Refused):
    """The account has no second factor, or none that was begun (0.6)."""

    code: ClassVar[str] = "no-second-factor"

    def __str__(self) -> str:
        return "There is no second factor; begin to set one up."


@frozen
class SecondFactorExists(Refused):
    """The account has a second factor that is in force (0.6)."""

    code: ClassVar[str] = "second-factor-exists"

    def __str__(self) -> str:
        return "The second factor is in force; switch it off before setting up another."


@frozen
class SecondFactorCompulsory(Refused):
    """The policy requires a second factor of this position (0.6)."""

    code: ClassVar[str] = "second-factor-compulsory"

    def __str__(self) -> str:
        return "Your position needs a second factor; it cannot be switched off."


@frozen
class WrongCode(NotSignedIn):
    """The code is wrong, too old, or was used before (0.2)."""

    code: ClassVar[str] = "wrong-code"

    def __str__(self) -> str:
        return "The code is wrong, or was used before; wait for the next one."


@frozen
class WrongCredentials(NotSignedIn):
    """Unknown address or wrong password: the same answer for both (0.2)."""

    code: ClassVar[str] = "wrong-credentials"

    def __str__(self) -> str:
        return "The e-mail address or the password is wrong."


@frozen
class BadToken(NotSignedIn):
    """The token is malformed, tampered with, expired or signed with another key (0.5)."""

    code: ClassVar[str] = "invalid-token"

    def __str__(self) -> str:
        return "The token is not valid; sign in again."


@frozen
class SessionEnded(NotSignedIn):
    """The session was ended: signed out, revoked, idle or too old (0.3, 0.7)."""

    code: ClassVar[str] = "session-ended"

    def __str__(self) -> str:
        return "This session has ended; sign in again."


class AccountBarred(AstroBookingsError):
    """The password was right, but the account may not sign in."""


@frozen
class AccountUnconfirmed(AccountBarred):
    """The address was never confirmed; the link can be sent again (0.1, 0.2)."""

    code: ClassVar[str] = "account-unconfirmed"

    def __str__(self) -> str:
        return "Confirm your e-mail address first; you can ask for the link again."


@frozen
class AccountSuspended(AccountBarred):
    """The account is suspended or closed (0.2)."""

    code: ClassVar[str] = "account-suspended"

    def __str__(self) -> str:
        return "This account is suspended; contact customer service."


@frozen
class SecondFactorRequired(AccountBarred):
    """The password is right; a code of the second factor is still missing (0.2)."""

    code: ClassVar[str] = "second-factor-required"

    def __str__(self) -> str:
        return "Sign in with a code of your second factor too."


@frozen
class SecondFactorMissing(AccountBarred):
    """The policy requires a second factor of this position, and there is none yet (0.2)."""

    code: ClassVar[str] = "second-factor-missing"

    def __str__(self) -> str:
        return "Your position needs a second factor; set it up, then sign in."


@frozen
class TooManyAttempts(TooMany):
    """Too many failures for this account or from this origin (0.2)."""

    code: ClassVar[str] = "too-many-attempts"
    retry_after: int

    def __str__(self) -> str:
        return f"Too many attempts; try again in {self.retry_after} seconds."
