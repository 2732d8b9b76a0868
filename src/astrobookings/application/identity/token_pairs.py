"""What a sign-in or a refresh gives in return (stories 0.4, 0.7)."""

from datetime import datetime

from attrs import field, frozen

from astrobookings.application.ports.tokens import AccessClaims, Tokens
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.errors import AccountSuspended, AccountUnconfirmed
from astrobookings.domain.identity.sessions import Session, SessionPolicy

__all__ = ["SignedIn", "TokenPairs", "require_active"]


@frozen(kw_only=True)
class SignedIn:
    """Tokens of a session; `expires_in` counts the seconds the access token lives."""

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int
    account: Account
    session: Session


@frozen
class TokenPairs:
    """Makes access and refresh tokens; no access token outlives its session."""

    tokens: Tokens
    session_policy: SessionPolicy

    def __call__(self, account: Account, session: Session, now: datetime) -> SignedIn:
        expires_at = min(now + self.session_policy.access, session.expires_at)
        claims = AccessClaims(
            user_id=account.id,
            standing=account.standing,
            session_id=session.id,
            issued_at=now,
            expires_at=expires_at,
        )
        return SignedIn(
            access_token=self.tokens.access(claims),
            refresh_token=self.tokens.refresh(session.id, session.generation),
            expires_in=int((expires_at - now).total_seconds()),
            account=account,
            session=session,
        )


def require_active(account: Account) -> None:
    """Let *account*, whose owner proved to be it, sign in.

    Raises:
        AccountUnconfirmed: its address was never confirmed.
        AccountSuspended: it is suspended or closed.
    """
    if account.status is AccountStatus.UNCONFIRMED:
        raise AccountUnconfirmed
    if account.status is not AccountStatus.ACTIVE:
        raise AccountSuspended
