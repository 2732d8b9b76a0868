"""What operations managers are told of users."""

from typing import Any

import msgspec

from astrobookings.application.identity.user_actions import managing_actions
from astrobookings.application.identity.view_second_factor import FactorState
from astrobookings.application.identity.view_user import UserView
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.roles import Principal
from astrobookings.entrypoints.http.identity.answers import UserAnswer, account_facts

__all__ = ["ManagedUserAnswer", "UserDetailsAnswer", "UsersAnswer", "managed_user", "user_details"]


class ManagedUserAnswer(UserAnswer, kw_only=True):
    """A user as operations managers see it."""

    department: str
    suspension_reason: str | None
    available_actions: list[str]
    """Among `edit`, `move`, `suspend`, `reinstate`, `invite`, `reset_second_factor`."""


class UsersAnswer(msgspec.Struct):
    """Some users, and the cursor of those that follow."""

    items: list[ManagedUserAnswer]
    next: str | None


class UserDetailsAnswer(ManagedUserAnswer, kw_only=True):
    """A user, and how the second factor stands."""

    second_factor: FactorState


def _facts(account: Account, actions: tuple[str, ...]) -> dict[str, Any]:
    facts = account_facts(account, actions)
    names = ("department", "suspension_reason")
    return facts | {name: getattr(account, name) for name in names}


def managed_user(account: Account, by: Principal) -> ManagedUserAnswer:
    return ManagedUserAnswer(**_facts(account, managing_actions(account, by)))


def user_details(view: UserView, by: Principal) -> UserDetailsAnswer:
    actions = managing_actions(view.account, by, view.second_factor)
    return UserDetailsAnswer(**_facts(view.account, actions), second_factor=view.second_factor)
