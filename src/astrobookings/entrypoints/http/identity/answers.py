"""What is told of accounts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from astrobookings.application.identity.read_me import Me
from astrobookings.application.identity.token_pairs import SignedIn
from astrobookings.application.identity.user_actions import own_actions
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.profiles import TravelerProfile
from astrobookings.domain.identity.roles import Position, Role

__all__ = [
    "LoginAnswer",
    "Mailed",
    "MeAnswer",
    "ProfileAnswer",
    "UserAnswer",
    "account_facts",
    "login",
    "me",
    "user",
]


class Mailed(msgspec.Struct):
    """The request was taken; whether there is such an account is not told."""

    detail: str = "If there is such an account, a mail is on its way."


class UserAnswer(msgspec.Struct, kw_only=True):
    """Somebody who can sign in."""

    id: UUID
    email: str
    pending_email: str | None
    """A new address that waits for its confirmation."""
    role: Role
    position: Position | None
    status: AccountStatus
    first_name: str
    last_name: str
    phone: str
    available_actions: list[str]
    """Among `edit`, `change_password`, `change_email`, `resend_confirmation`."""
    created_at: datetime
    updated_at: datetime
    version: int


class ProfileAnswer(msgspec.Struct, kw_only=True):
    """A traveler's contact and tax data."""

    first_name: str
    last_name: str
    birth_date: date
    phone: str
    address: str
    country: str
    tax_id: str
    updated_at: datetime
    version: int


class MeAnswer(UserAnswer, kw_only=True):
    """The signed-in user; travelers have a profile."""

    profile: ProfileAnswer | None


class LoginAnswer(msgspec.Struct, kw_only=True):
    """Tokens of a session; the refresh token works once."""

    access_token: str
    refresh_token: str
    expires_in: int
    """Seconds."""
    token_type: str = "Bearer"
    user: UserAnswer


def account_facts(account: Account, actions: tuple[str, ...]) -> dict[str, Any]:
    """What every shape of a user tells; *actions* are open to the one who asks."""
    names = set(UserAnswer.__struct_fields__) - {"available_actions"}
    facts: dict[str, Any] = {name: getattr(account, name) for name in names}
    return facts | {"available_actions": list(actions)}


def user(account: Account) -> UserAnswer:
    return UserAnswer(**account_facts(account, own_actions(account)))


def _profile(profile: TravelerProfile) -> ProfileAnswer:
    names = ProfileAnswer.__struct_fields__
    return ProfileAnswer(**{name: getattr(profile, name) for name in names})


def me(seen: Me) -> MeAnswer:
    profile = None if seen.profile is None else _profile(seen.profile)
    return MeAnswer(**account_facts(seen.account, own_actions(seen.account)), profile=profile)


def login(signed_in: SignedIn) -> LoginAnswer:
    return LoginAnswer(
        access_token=signed_in.access_token,
        refresh_token=signed_in.refresh_token,
        expires_in=signed_in.expires_in,
        user=user(signed_in.account),
    )
