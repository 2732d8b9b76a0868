"""What other contexts hear of identity; events carry ids of links, never secrets."""

from typing import ClassVar

from attrs import frozen

from astrobookings.domain.kernel.events import Event
from astrobookings.domain.kernel.ids import LinkId, SessionId, UserId

__all__ = [
    "AccountConfirmed",
    "AccountRegistered",
    "AccountStatusChanged",
    "EmailChanged",
    "LinkRequested",
    "PasswordChanged",
    "PositionChanged",
    "ProfileChanged",
    "SecondFactorChanged",
    "SessionOpened",
    "SessionsEnded",
]


@frozen
class AccountRegistered(Event):
    name: ClassVar[str] = "account-registered"
    user_id: UserId
    role: str


@frozen
class AccountConfirmed(Event):
    name: ClassVar[str] = "account-confirmed"
    user_id: UserId


@frozen
class AccountStatusChanged(Event):
    """By its owner's link, or by an operations manager with a reason."""

    name: ClassVar[str] = "account-status-changed"
    user_id: UserId
    status: str
    reason: str = ""


@frozen
class LinkRequested(Event):
    """A mail with link *link_id* is to be sent."""

    name: ClassVar[str] = "link-requested"
    user_id: UserId
    link_id: LinkId
    kind: str


@frozen
class ProfileChanged(Event):
    """Contact or tax data of a user changed (also sent on registration)."""

    name: ClassVar[str] = "profile-changed"
    user_id: UserId
    version: int


@frozen
class PasswordChanged(Event):
    name: ClassVar[str] = "password-changed"
    user_id: UserId


@frozen
class PositionChanged(Event):
    name: ClassVar[str] = "position-changed"
    user_id: UserId
    position: str


@frozen
class SecondFactorChanged(Event):
    """*change* is a `FactorChange`; a reset by an operations manager has a reason."""

    name: ClassVar[str] = "second-factor-changed"
    user_id: UserId
    change: str
    reason: str = ""


@frozen
class EmailChanged(Event):
    name: ClassVar[str] = "email-changed"
    user_id: UserId


@frozen
class SessionOpened(Event):
    name: ClassVar[str] = "session-opened"
    user_id: UserId
    session_id: SessionId


@frozen
class SessionsEnded(Event):
    name: ClassVar[str] = "sessions-ended"
    user_id: UserId
    session_ids: tuple[SessionId, ...]
    reason: str
