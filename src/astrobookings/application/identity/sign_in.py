"""A user signs in (stories 0.2, 0.4)."""

from attrs import field, frozen

from astrobookings.application.identity.origins import acting_as
from astrobookings.application.identity.password_proof import PasswordProof
from astrobookings.application.identity.token_pairs import SignedIn, TokenPairs, require_active
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sessions import Sessions
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.accounts import Account
from astrobookings.domain.identity.errors import WrongCredentials
from astrobookings.domain.identity.events import SessionOpened
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import SessionPolicy, open_session
from astrobookings.domain.kernel.ids import SessionId

__all__ = ["SignIn", "SignInRequest", "SignedIn"]

_LONGEST_EMAIL = 254


@frozen(kw_only=True)
class SignInRequest:
    """Credentials, and where they came from."""

    email: str
    password: str = field(repr=False)
    origin_address: str
    user_agent: str


@frozen
class SignIn:
    """Open a session for whoever knows the password."""

    users: Users
    sessions: Sessions
    password_proof: PasswordProof
    token_pairs: TokenPairs
    contact_rules: ContactRules
    system: Transactions
    system_outbox: Outbox
    clock: Clock
    ids: Ids
    session_policy: SessionPolicy

    def __call__(self, by: Principal, request: SignInRequest) -> SignedIn:
        """The tokens of a new session.

        Raises:
            WrongCredentials: unknown address or wrong password; both look and last the same.
            TooManyAttempts: too many failures for this account or from this origin.
            AccountUnconfirmed, AccountSuspended: the password is right.
        """
        proven = self._proven(request)
        require_active(proven)
        now = self.clock.now()
        with self.system(acting_as(by, proven.id, "sign-in", now)):
            account = self.users.lock(proven.id)
            if account.password_hash != proven.password_hash:
                raise WrongCredentials
            require_active(account)
            session = open_session(
                SessionId(self.ids.new()),
                account.id,
                origin=request.origin_address,
                user_agent=request.user_agent,
                now=now,
                policy=self.session_policy,
            )
            session = self.sessions.add(session)
            self.system_outbox.add(SessionOpened(account.id, session.id))
        return self.token_pairs(account, session, now)

    def _proven(self, request: SignInRequest) -> Account:
        address = self.contact_rules.email(request.email)
        account = None if address is None else self.users.find_by_email(address)
        known_as = address or request.email[:_LONGEST_EMAIL].strip().lower()
        origin = request.origin_address
        return self.password_proof(account, request.password, email=known_as, origin_address=origin)
