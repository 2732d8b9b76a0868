"""Accounts and their life cycle."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from attrs import evolve, field, frozen

from astrobookings.domain.identity.roles import Position, Role, Standing, standing_of
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.errors import Refused
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.origins import SECRET

__all__ = [
    "ACCOUNT_MOVES",
    "Account",
    "AccountStatus",
    "CompanyDetails",
    "NoSuchAccountMove",
    "change_status",
    "confirmed",
    "register",
    "reinstate",
    "suspend",
]


class AccountStatus(StrEnum):
    UNCONFIRMED = "unconfirmed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


_A = AccountStatus
ACCOUNT_MOVES: Mapping[AccountStatus, frozenset[AccountStatus]] = {
    _A.UNCONFIRMED: frozenset({_A.ACTIVE, _A.SUSPENDED, _A.CLOSED}),
    _A.ACTIVE: frozenset({_A.SUSPENDED, _A.CLOSED}),
    _A.SUSPENDED: frozenset({_A.ACTIVE, _A.UNCONFIRMED, _A.CLOSED}),
    _A.CLOSED: frozenset(),
}


@frozen
class NoSuchAccountMove(Refused):
    """The account's status does not allow this move."""

    code: ClassVar[str] = "account-status"
    now: AccountStatus
    wanted: AccountStatus

    def __str__(self) -> str:
        return f"An account that is {self.now} cannot become {self.wanted}."


@frozen(kw_only=True)
class CompanyDetails:
    """What an agency tells of itself when it registers (stories 0.1, 1.1)."""

    company_name: str
    description: str = ""
    contact_person: str
    contact_email: str
    contact_phone: str
    tax_id: str
    legal_address: str
    country: str
    """ISO 3166-1 alpha-2; says how phone and tax id are read."""


@frozen(kw_only=True)
class Account(Entity):
    """Somebody who can sign in."""

    id: UserId
    email: str
    """Normalized, lower case; unique."""
    password_hash: str = field(metadata=SECRET, repr=False)
    role: Role
    position: Position | None = None
    department: str = ""
    phone: str = ""
    first_name: str
    last_name: str
    status: AccountStatus = AccountStatus.UNCONFIRMED
    pending_email: str | None = None
    """A new address that waits for its confirmation beside the old one."""
    company: CompanyDetails | None = None
    """An agency's registration; its profile proper lives with the agencies."""
    suspended_from: AccountStatus | None = None
    """What a suspended account was before, and will be again."""
    suspension_reason: str | None = None

    @property
    def standing(self) -> Standing:
        return standing_of(self.role, self.position)


def change_status(account: Account, wanted: AccountStatus) -> Account:
    """*account* moved to *wanted*.

    Raises:
        NoSuchAccountMove: the table has no such move.
    """
    if wanted not in ACCOUNT_MOVES[account.status]:
        raise NoSuchAccountMove(account.status, wanted)
    return evolve(account, status=wanted, suspended_from=None, suspension_reason=None)


def suspend(account: Account, reason: str) -> Account:
    """*account* barred from signing in (story 0.9).

    Raises:
        NoSuchAccountMove: it is suspended or closed.
    """
    barred = change_status(account, AccountStatus.SUSPENDED)
    return evolve(barred, suspended_from=account.status, suspension_reason=reason)


def reinstate(account: Account) -> Account:
    """*account* as it was before its suspension: active, or unconfirmed (story 0.9).

    Raises:
        NoSuchAccountMove: it is not suspended.
    """
    wanted = account.suspended_from or AccountStatus.ACTIVE
    if account.status is not AccountStatus.SUSPENDED:
        raise NoSuchAccountMove(account.status, wanted)
    return change_status(account, wanted)


def confirmed(account: Account) -> Account:
    """*account* once its owner followed the confirmation link: active, or its new address in force.

    A suspended account stays suspended.
    """
    if account.pending_email is not None:
        return evolve(account, email=account.pending_email, pending_email=None)
    if account.status is AccountStatus.UNCONFIRMED:
        return change_status(account, AccountStatus.ACTIVE)
    return account


def register(
    user_id: UserId,
    *,
    email: str,
    password_hash: str,
    role: Role,
    first_name: str,
    last_name: str,
    now: datetime,
    phone: str = "",
    company: CompanyDetails | None = None,
) -> Account:
    """A new, unconfirmed account (story 0.1)."""
    return Account(
        id=user_id,
        email=email,
        password_hash=password_hash,
        role=role,
        first_name=first_name,
        last_name=last_name,
        phone=phone,
        company=company,
        created_at=now,
        updated_at=now,
    )
