"""An operations manager changes an account: details, position, status (story 0.9)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.contacts import ContactCheck
from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.identity.user_changes import UserChange, changed
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import AccountClosed
from astrobookings.domain.identity.events import (
    AccountStatusChanged,
    PositionChanged,
    ProfileChanged,
)
from astrobookings.domain.identity.permissions import Action, authorize
from astrobookings.domain.identity.roles import Position, Principal, Role
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.identity.staff import require_manager_left, require_other
from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.domain.kernel.pages import MAX_LIMIT, PageRequest

__all__ = ["ChangeUser", "UserChange"]


@frozen
class ChangeUser:
    """Keep employees' details and positions; suspend and reinstate anybody."""

    users: Users
    session_endings: SessionEndings
    contact_rules: ContactRules
    system: Transactions
    system_outbox: Outbox
    clock: Clock

    def __call__(
        self, by: Principal, user_id: UserId, change: UserChange, if_version: int | None = None
    ) -> Account:
        """The account as it is now; a suspension and a change of position end its sessions.

        Raises:
            NotSignedIn, NotAllowed: only operations managers look after users.
            NotFound: there is no such user.
            Invalid: with every fault; details are changed of employees only.
            OwnAccount: nobody changes the own position or status.
            LastOperationsManager: nobody could manage users any more.
            AccountClosed, NoSuchAccountMove: the account's status does not allow it.
            Stale: its version is not *if_version*.
        """
        authorize(by, Action.MANAGE_USERS)
        if change.position is not None or change.status is not None:
            require_other(by.user_id, user_id)
        now = self.clock.now()
        with self.system(by.origin("change-user", now)):
            account, managers = self._held(user_id)
            if if_version is not None and if_version != account.version:
                raise Stale("account")
            new = self._changed(account, change)
            require_manager_left(account, new, managers)
            saved, ended = self._saved(account, new, change.reason.strip(), now)
        self.session_endings.announce(ended, now)
        return saved

    def _held(self, user_id: UserId) -> tuple[Account, list[Account]]:
        """The account and those of operations managers, locked in one order whoever asks."""
        page = self.users.list(
            PageRequest(MAX_LIMIT),
            role=Role.EMPLOYEE,
            position=Position.OPERATIONS,
            status=AccountStatus.ACTIVE,
        )
        ids = sorted({user_id, *(manager.id for manager in page.items)})
        held = {one: self.users.lock(one) for one in ids}
        return held[user_id], list(held.values())

    def _changed(self, account: Account, change: UserChange) -> Account:
        if account.status is AccountStatus.CLOSED:
            raise AccountClosed
        check = ContactCheck(self.contact_rules)
        new = changed(account, change, check)
        check.refuse()
        return new

    def _saved(
        self, old: Account, new: Account, reason: str, now: datetime
    ) -> tuple[Account, tuple[SessionId, ...]]:
        if new == old:
            return old, ()
        saved = self.users.save(new)
        self.system_outbox.add(ProfileChanged(saved.id, saved.version))
        if new.position is not old.position and new.position is not None:
            self.system_outbox.add(PositionChanged(saved.id, new.position.value))
        if new.status is not old.status:
            self.system_outbox.add(AccountStatusChanged(saved.id, new.status.value, reason))
        return saved, self._ended(old, new, now)

    def _ended(self, old: Account, new: Account, now: datetime) -> tuple[SessionId, ...]:
        if new.status is AccountStatus.SUSPENDED and old.status is not new.status:
            return self.session_endings.all_of(new.id, EndReason.SUSPENDED, now)
        if new.position is not old.position:
            return self.session_endings.all_of(new.id, EndReason.POSITION_CHANGED, now)
        return ()
