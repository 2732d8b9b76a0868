"""When an account may be closed, and what stays of it (story 0.6)."""

from collections.abc import Mapping

from attrs import evolve

from astrobookings.domain.identity.accounts import Account, AccountStatus, change_status
from astrobookings.domain.privacy.errors import AccountInUse
from astrobookings.domain.privacy.records import ACCOUNT

__all__ = ["closed", "require_idle"]


def require_idle(open_things: Mapping[str, int]) -> None:
    """Let an account be closed that has nothing open; *open_things* are counted by their names.

    Raises:
        AccountInUse: with all that is.
    """
    counted = tuple(f"{name}: {count}" for name, count in open_things.items() if count)
    if counted:
        raise AccountInUse(counted)


def closed(account: Account, password_hash: str) -> Account:
    """*account* closed for good, without its person; *password_hash* is of no password anybody has.

    Raises:
        NoSuchAccountMove: it is closed.
    """
    gone = ACCOUNT.anonymous(change_status(account, AccountStatus.CLOSED))
    return evolve(gone, password_hash=password_hash)
