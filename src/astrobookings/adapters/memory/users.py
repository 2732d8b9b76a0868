"""Accounts in memory."""

from uuid import UUID

from astrobookings.adapters.memory.store import MemoryStore, Order, Records
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.kernel.pages import Page, PageRequest

__all__ = ["MemoryUsers"]

_BY_NAME: Order[Account] = Order(
    lambda account: (account.last_name, account.first_name, account.id), (str, str, UUID)
)


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
        text: str = "",
    ) -> Page[Account]:
        found = (
            account
            for account in self._records.all()
            if role in {None, account.role}
            and position in {None, account.position}
            and status in {None, account.status}
            and _mentions(account, text.casefold())
        )
        return _BY_NAME.page(found, page)

    def _require_free_email(self, account: Account) -> None:
        owner = self.find_by_email(account.email)
        if owner is not None and owner.id != account.id:
            raise EmailTaken


def _mentions(account: Account, sought: str) -> bool:
    names = (account.first_name, account.last_name, account.email)
    return any(sought in name.casefold() for name in names)
