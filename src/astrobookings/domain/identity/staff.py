"""Whom operations managers may not put out of office (story 0.9)."""

from collections.abc import Iterable

from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import LastOperationsManager, OwnAccount
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import UserId

__all__ = ["manages_users", "require_manager_left", "require_other"]


def manages_users(account: Account) -> bool:
    """Whether *account* belongs to an operations manager who can sign in."""
    return account.standing is Standing.OPERATIONS and account.status is AccountStatus.ACTIVE


def require_other(asking: UserId | None, target: UserId) -> None:
    """Raises: OwnAccount: somebody asks for the own account."""
    if asking == target:
        raise OwnAccount


def require_manager_left(before: Account, after: Account, others: Iterable[Account]) -> None:
    """Let *before* become *after* as long as an operations manager is left.

    Raises:
        LastOperationsManager: *before* is one, *after* is none, and so is nobody of *others*.
    """
    resigns = manages_users(before) and not manages_users(after)
    if resigns and not any(manages_users(other) for other in others if other.id != after.id):
        raise LastOperationsManager
