"""Accounts of record (SystemDB)."""

from typing import Protocol

from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["Users"]


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
        text: str = "",
    ) -> Page[Account]:
        """By (last name, first name, id); *text* is part of a name or an address, any case."""
        ...
