"""Accounts in memory."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records, instant
from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryUsers"]


def _name(account: Account) -> tuple[Any, ...]:
    return account.last_name, account.first_name, account.id


def _created(account: Account) -> tuple[Any, ...]:
    return account.created_at, account.id


def _order(sort: UserSort) -> Order[Account]:
    by_name = "name" in sort
    return Order(
        _name if by_name else _created,
        (str, str, UUID) if by_name else (instant, UUID),
        descending=sort.startswith("-"),
        mark=(sort.value,),
    )


_ORDERS: Mapping[UserSort, Order[Account]] = {sort: _order(sort) for sort in UserSort}


class MemoryUsers:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Account] = Records(store, "account")

    def get(self, user_id: UserId) -> Account:
        return self._records.get(user_id)

    def lock(self, user_id: UserId) -> Account:
        return self._records.lock(user_id)

    def find_by_email(self, email: str) -> Account | None:
        return next((one for one in self._records.all() if one.email == email), None)

    def add(self, account: Account) -> Account:
        self._require_free_email(account)
        return self._records.add(account)

    def save(self, account: Account) -> Account:
        self._records.current(account)
        self._require_free_email(account)
        return self._records.save(account)

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
        found = (
            account
            for account in self._records.all()
            if role in {None, account.role}
            and position in {None, account.position}
            and status in {None, account.status}
            and department in {None, account.department}
            and _mentions(account, text.casefold())
        )
        return _ORDERS[sort].page(found, page)

    def _require_free_email(self, account: Account) -> None:
        owner = self.find_by_email(account.email)
        if owner is not None and owner.id != account.id:
            raise EmailTaken


def _mentions(account: Account, sought: str) -> bool:
    names = (account.first_name, account.last_name, account.email)
    return any(sought in name.casefold() for name in names)
