"""Accounts of record (SystemDB)."""

from enum import StrEnum
from typing import Protocol

from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["UserSort", "Users"]


class UserSort(StrEnum):
    """Each ends in the id; a leading minus turns it round."""

    NAME = "name"
    """By last name, then first name."""
    NAME_DESCENDING = "-name"
    CREATED = "created_at"
    CREATED_DESCENDING = "-created_at"


class Users(Protocol):
    """Everybody who can sign in; e-mail addresses are unique, pending ones are not."""

    def get(self, user_id: UserId) -> Account:
        """Raises: NotFound."""
        ...

    def lock(self, user_id: UserId) -> Account:
        """Raises: NotFound."""
        ...

    def find_by_email(self, email: str) -> Account | None:
        """The account with the normalized address *email*."""
        ...

    def add(self, account: Account) -> Account:
        """Raises: EmailTaken."""
        ...

    def save(self, account: Account) -> Account:
        """Raises: Stale, EmailTaken."""
        ...

    def list(
        self,
        page: PageRequest,
        *,
        role: Role | None = None,
        position: Position | None = None,
        status: AccountStatus | None = None,
        department: str | None = None,
        text: str = "",
        sort: UserSort = UserSort.NAME,
    ) -> Page[Account]:
        """Those that fit; *text* is part of a name or an address, any case.

        A cursor of another sort is Invalid.
        """
        ...
