"""Names of those whom bookings and their histories mention by id."""

from uuid import UUID

from attrs import define, field

from astrobookings.application.ports.launch_board import LaunchCard
from astrobookings.domain.booking.travelers import BillingCopy
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Principal, Role
from astrobookings.domain.kernel.errors import NotFound, Unavailable
from astrobookings.domain.kernel.ids import LaunchId, UserId
from astrobookings.entrypoints.system import System

__all__ = ["People", "full_name"]


def full_name(traveler: BillingCopy | None) -> str:
    """How a traveler is called; one of whom nothing is known is just that."""
    named = "" if traveler is None else f"{traveler.first_name} {traveler.last_name}".strip()
    return named or "A traveler without a name"


@define
class People:
    """Looks each of them up once for a page.

    Whoever may see bookings may see by and for whom they were made. What a store that is away
    knows is left out.
    """

    _system: System
    _by: Principal
    _travelers: dict[UserId, BillingCopy | None] = field(factory=dict)
    _accounts: dict[UUID, Account | None] = field(factory=dict)
    _cards: dict[LaunchId, LaunchCard] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        authorize(self._by, Action.VIEW_BOOKINGS)

    def traveler(self, user_id: UserId) -> BillingCopy | None:
        if user_id not in self._travelers:
            self._travelers[user_id] = self._billed(user_id)
        return self._travelers[user_id]

    def card(self, launch_id: LaunchId) -> LaunchCard:
        """Raises: NotFound, Unavailable."""
        if launch_id not in self._cards:
            self._cards[launch_id] = self._system.view_launch(self._by, launch_id)
        return self._cards[launch_id]

    def account(self, user_id: UUID) -> Account | None:
        if user_id not in self._accounts:
            self._accounts[user_id] = self._registered(user_id)
        return self._accounts[user_id]

    def name(self, user_id: UUID) -> str:
        """How somebody with an account is called: an agency by its company."""
        account = self.account(user_id)
        if account is None:
            return "somebody whose account cannot be seen now"
        if account.company is not None:
            return account.company.company_name
        return f"{account.first_name} {account.last_name}".strip() or "somebody who left"

    def is_employee(self, user_id: UUID) -> bool:
        account = self.account(user_id)
        return account is not None and account.role is Role.EMPLOYEE

    def _billed(self, user_id: UserId) -> BillingCopy | None:
        try:
            return self._system.parts.travelers.find(user_id)
        except Unavailable:
            return None

    def _registered(self, user_id: UUID) -> Account | None:
        try:
            return self._system.parts.users.get(UserId(user_id))
        except (NotFound, Unavailable):
            return None
