"""Accounts of record."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from attrs import field, frozen
from sqlalchemy.exc import IntegrityError

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.failures import broken_constraint
from astrobookings.adapters.sql.store.pages import Keyset, by_id, by_instant, by_text
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.store.search import searched
from astrobookings.adapters.sql.tables.system import users
from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["SqlUsers"]

ACCOUNT = shape_of("account", Account, users)
_NAME = (by_text(users.c.last_name), by_text(users.c.first_name), by_id(users.c.id))
_CREATED = (by_instant(users.c.created_at), by_id(users.c.id))
_ORDERS: Mapping[UserSort, Keyset] = {
    sort: Keyset(
        _NAME if "name" in sort else _CREATED, descending=sort.startswith("-"), mark=(sort.value,)
    )
    for sort in UserSort
}


def _extra(account: Account) -> dict[str, Any]:
    words = (account.first_name, account.last_name, account.email)
    return {"search_text": "\n".join(words).casefold()}


@frozen
class SqlUsers:
    store: SqlStore
    _records: Records[Account] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Account]:
        return Records(self.store, ACCOUNT, _extra)

    def get(self, user_id: UserId) -> Account:
        return self._records.get(user_id)

    def lock(self, user_id: UserId) -> Account:
        return self._records.lock(user_id)

    def find_by_email(self, email: str) -> Account | None:
        return self._records.one(self._records.select().where(users.c.email == email))

    def add(self, account: Account) -> Account:
        with self._address_is_free():
            return self._records.add(account)

    def save(self, account: Account) -> Account:
        with self._address_is_free():
            return self._records.save(account)

    @contextmanager
    def _address_is_free(self) -> Iterator[None]:
        try:
            with self.store.attempt():
                yield
        except IntegrityError as error:
            if broken_constraint(error) != "uq_users_email":
                raise
            raise EmailTaken from error

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
        found = self._records.select()
        exact = {users.c.role: role, users.c.position: position, users.c.status: status}
        for column, value in exact.items():
            if value is not None:
                found = found.where(column == value.value)
        if department is not None:
            found = found.where(users.c.department == department)
        if text:
            found = found.where(searched(users.c.search_text, text))
        return _ORDERS[sort].page(self.store, found, page, ACCOUNT.read)
