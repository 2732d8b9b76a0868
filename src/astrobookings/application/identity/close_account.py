"""A traveler or an agency leaves the platform (story 0.6)."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.identity.new_passwords import NewPasswords
from astrobookings.application.identity.open_things import OpenThings
from astrobookings.application.identity.password_proof import PasswordProof
from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.notifications import Notifications
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.profiles import Profiles
from astrobookings.application.ports.second_factors import SecondFactors
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import WrongCredentials
from astrobookings.domain.identity.events import AccountStatusChanged
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal, Role
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.kernel.errors import refuse_faults
from astrobookings.domain.kernel.ids import EventId, NotificationId
from astrobookings.domain.kernel.texts import text_fault
from astrobookings.domain.notifications.kinds import MANNERS, NotificationKind
from astrobookings.domain.notifications.notification import Notification
from astrobookings.domain.privacy.closing import closed, require_idle
from astrobookings.domain.privacy.errors import EmployeeAccount
from astrobookings.domain.privacy.records import PROFILE

__all__ = ["CloseAccount"]

_LAST_MAIL = NotificationKind.ACCOUNT_CLOSED


@frozen
class CloseAccount:
    """Close an account that has nothing open. Its person is taken out of it at once, and out of
    everything else by those who hear of it; the address can be registered again.
    """

    users: Users
    profiles: Profiles
    second_factors: SecondFactors
    notifications: Notifications
    open_things: OpenThings
    password_proof: PasswordProof
    new_passwords: NewPasswords
    session_endings: SessionEndings
    system: Transactions
    system_outbox: Outbox
    clock: Clock
    ids: Ids

    def __call__(self, by: Principal, password: str, reason: str = "") -> None:
        """Raises:
        NotSignedIn: nobody is signed in.
        EmployeeAccount: employees are let go by operations managers.
        Invalid: the reason is too long.
        WrongCredentials: *password* is not the password.
        TooManyAttempts: it was guessed at too often.
        AccountInUse: something is not over, with all that is.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        if reason:
            refuse_faults((text_fault("/reason", reason, longest=500, one_line=False),))
        owner = self.users.get(signed_in(by))
        if owner.role is Role.EMPLOYEE:
            raise EmployeeAccount
        self.password_proof(owner, password, email=owner.email, origin_address=None)
        require_idle(self.open_things(owner))
        hashed = self.new_passwords.hash(f"{self.ids.new()}{self.ids.new()}")
        now = self.clock.now()
        with self.system(by.origin("close-account", now)):
            account = self.users.lock(owner.id)
            if account.password_hash != owner.password_hash:
                raise WrongCredentials
            self._close(account, hashed, reason, now)
            ended = self.session_endings.all_of(account.id, EndReason.SIGNED_OUT_EVERYWHERE, now)
        self.session_endings.announce(ended, now)

    def _close(self, account: Account, hashed: str, reason: str, now: datetime) -> None:
        self.notifications.add(self._last_mail(account, now))
        left = self.users.save(closed(account, hashed))
        if account.role is Role.TRAVELER:
            self.profiles.save(PROFILE.anonymous(self.profiles.get(account.id)))
        factor = self.second_factors.find(account.id)
        if factor is not None:
            self.second_factors.delete(factor)
        event = AccountStatusChanged(left.id, left.status.value, reason.strip())
        self.system_outbox.add(event)

    def _last_mail(self, account: Account, now: datetime) -> Notification:
        """To the address that is given up; queued here, since no event may carry it."""
        return Notification(
            id=NotificationId(self.ids.new()),
            event_id=EventId(self.ids.new()),
            recipient=account.id,
            kind=_LAST_MAIL,
            subject_id=account.id,
            priority=MANNERS[_LAST_MAIL].priority,
            due_at=now,
            details={"address": account.email, "name": account.first_name},
            created_at=now,
            updated_at=now,
        )
