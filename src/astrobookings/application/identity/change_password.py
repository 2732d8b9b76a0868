"""A user changes the password (story 0.6)."""

from attrs import evolve, frozen

from astrobookings.application.identity.new_passwords import NewPasswords
from astrobookings.application.identity.password_proof import PasswordProof
from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.errors import WrongCredentials
from astrobookings.domain.identity.events import PasswordChanged
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import EndReason
from astrobookings.domain.kernel.errors import refuse_faults

__all__ = ["ChangePassword"]


@frozen
class ChangePassword:
    """Replace a password that is still known; the other sessions end."""

    users: Users
    password_proof: PasswordProof
    new_passwords: NewPasswords
    session_endings: SessionEndings
    system: Transactions
    system_outbox: Outbox
    clock: Clock

    def __call__(self, by: Principal, current: str, new: str) -> None:
        """Raises:
        NotSignedIn: nobody is signed in.
        WrongCredentials: *current* is not the password.
        TooManyAttempts: it was guessed at too often.
        Invalid: *new* breaks the rule.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        owner = self.users.get(signed_in(by))
        self.password_proof(owner, current, email=owner.email, origin_address=None)
        personal = (owner.email, owner.first_name, owner.last_name)
        refuse_faults((self.new_passwords.fault(new, personal, "/new_password"),))
        hashed = self.new_passwords.hash(new)
        now = self.clock.now()
        with self.system(by.origin("change-password", now)):
            account = self.users.lock(owner.id)
            if account.password_hash != owner.password_hash:
                raise WrongCredentials
            self.users.save(evolve(account, password_hash=hashed))
            self.system_outbox.add(PasswordChanged(account.id))
            ended = self.session_endings.all_of(
                account.id, EndReason.PASSWORD_CHANGED, now, but=by.session_id
            )
        self.session_endings.announce(ended, now)
