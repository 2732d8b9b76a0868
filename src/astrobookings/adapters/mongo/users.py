"""Accounts of record."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.identity import USERS
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import Document, MongoStore, Taken
from astrobookings.adapters.mongo.store.pages import Keyset, by_id, by_instant, by_text
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MongoUsers"]

ACCOUNT = shape_of("account", Account, USERS.name)
_NAME = (by_text("last_name"), by_text("first_name"), by_id())
_CREATED = (by_instant("created_at"), by_id())
_ORDERS: Mapping[UserSort, Keyset] = {
    sort: Keyset(
        _NAME if "name" in sort else _CREATED, descending=sort.startswith("-"), mark=(sort.value,)
    )
    for sort in UserSort
}


def _extra(account: Account) -> Document:
    words = (account.first_name, account.last_name, account.email)
    return {"search_text": "\n".join(words).casefold()}


@frozen
class MongoUsers:
    store: MongoStore
    _records: Records[Account] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Account]:
        return Records(self.store, ACCOUNT, _extra)

    def get(self, user_id: UserId) -> Account:
        return self._records.get(user_id)

    def lock(self, user_id: UserId) -> Account:
        return self._records.lock(user_id)

    def find_by_email(self, email: str) -> Account | None:
        return self._records.one({"email": email})

    def add(self, account: Account) -> Account:
        with _address_is_free():
            return self._records.add(account)

    def save(self, account: Account) -> Account:
        with _address_is_free():
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
        exact = {"role": role, "position": position, "status": status}
        query: Document = {name: one.value for name, one in exact.items() if one is not None}
        if department is not None:
            query["department"] = department
        if text:
            query["search_text"] = {"$regex": re.escape(text.casefold())}
        return _ORDERS[sort].page(self.store, USERS.name, query, page, ACCOUNT.read)


@contextmanager
def _address_is_free() -> Iterator[None]:
    try:
        yield
    except Taken as refusal:
        if refusal.fields != ("email",):
            raise
        raise EmailTaken from refusal
