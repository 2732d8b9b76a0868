"""Refusals of registration and sign-in.

Refused: EmailTaken, LinkExpired, NoSuchChange
NotSignedIn: WrongCredentials, SessionEnded, BadToken
NotAllowed-like: AccountUnconfirmed, AccountSuspended (403, only after the right password)
TooMany: TooManyAttempts
"""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.errors import AstroBookingsError, NotSignedIn, Refused, TooMany

__all__ = [
    "AccountBarred",
    "AccountSuspended",
    "AccountUnconfirmed",
    "BadToken",
    "EmailTaken",
    "LinkExpired",
    "SessionEnded",
    "TooManyAttempts",
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
class TooManyAttempts(TooMany):
    """Too many failures for this account or from this origin (0.2)."""

    code: ClassVar[str] = "too-many-attempts"
    retry_after: int

    def __str__(self) -> str:
        return f"Too many attempts; try again in {self.retry_after} seconds."
