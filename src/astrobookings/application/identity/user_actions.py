"""What can be done with an account as it is (stories 0.6, 0.9)."""

from collections.abc import Mapping

from astrobookings.application.identity.view_second_factor import FactorState
from astrobookings.domain.identity.accounts import ACCOUNT_MOVES, Account, AccountStatus
from astrobookings.domain.identity.roles import Principal, Role

__all__ = ["managing_actions", "own_actions"]

_OWN: Mapping[AccountStatus, tuple[str, ...]] = {
    AccountStatus.UNCONFIRMED: ("resend_confirmation",),
    AccountStatus.ACTIVE: ("edit", "change_password", "change_email"),
    AccountStatus.SUSPENDED: (),
    AccountStatus.CLOSED: (),
}


def own_actions(account: Account) -> tuple[str, ...]:
    """What the owner of *account* may do; whether it can be closed is told when that is tried."""
    return _OWN[account.status]


def managing_actions(
    account: Account, by: Principal, second_factor: FactorState = FactorState.OFF
) -> tuple[str, ...]:
    """What *by*, an operations manager, may do with *account* and its *second_factor*.

    Nobody moves or suspends the own account; so there is an operations manager left whatever is
    done to another's.
    """
    closed, other = account.status is AccountStatus.CLOSED, account.id != by.user_id
    employee = account.role is Role.EMPLOYEE and not closed
    offered = {
        "edit": employee,
        "move": employee and other,
        "suspend": AccountStatus.SUSPENDED in ACCOUNT_MOVES[account.status] and other,
        "reinstate": account.status is AccountStatus.SUSPENDED and other,
        "invite": employee and account.status is AccountStatus.UNCONFIRMED,
        "reset_second_factor": second_factor is not FactorState.OFF and other,
    }
    return tuple(name for name, allowed in offered.items() if allowed)
