"""A user signs in (stories 0.2, 0.4)."""

from attrs import field, frozen

from astrobookings.application.identity.credentials_proof import Credentials, CredentialsProof
from astrobookings.application.identity.origins import acting_as
from astrobookings.application.identity.second_factor_proof import SecondFactorProof
from astrobookings.application.identity.token_pairs import SignedIn, TokenPairs, require_active
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.outbox import Outbox
from astrobookings.application.ports.sessions import Sessions
from astrobookings.application.ports.transactions import Transactions
from astrobookings.application.ports.users import Users
from astrobookings.domain.identity.errors import WrongCredentials
from astrobookings.domain.identity.events import SessionOpened
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import SessionPolicy, open_session
from astrobookings.domain.kernel.ids import SessionId

__all__ = ["SignIn", "SignInRequest", "SignedIn"]


@frozen(kw_only=True)
class SignInRequest(Credentials):
    """Credentials, and where they came from."""

    user_agent: str
    code: str | None = field(default=None, repr=False)
    """Of the second factor, where there is one."""


@frozen
class SignIn:
    """Open a session for whoever knows the password, and has the second factor if there is one."""

    users: Users
    sessions: Sessions
    credentials_proof: CredentialsProof
    second_factor_proof: SecondFactorProof
    token_pairs: TokenPairs
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
            SecondFactorRequired, SecondFactorMissing, WrongCode: so it is here.
        """
        proven = self.credentials_proof(request)
        origin = request.origin_address
        self.second_factor_proof.admit(proven, request.code, origin_address=origin)
        now = self.clock.now()
        with self.system(acting_as(by, proven.id, "sign-in", now)):
            account = self.users.lock(proven.id)
            if account.password_hash != proven.password_hash:
                raise WrongCredentials
            require_active(account)
            self.second_factor_proof.use_any(account, request.code)
            session = open_session(
                SessionId(self.ids.new()),
                account.id,
                origin=origin,
                user_agent=request.user_agent,
                now=now,
                policy=self.session_policy,
            )
            session = self.sessions.add(session)
            self.system_outbox.add(SessionOpened(account.id, session.id))
        return self.token_pairs(account, session, now)
