"""Sessions with rotating refresh tokens (stories 0.3, 0.4, 0.7)."""

from datetime import datetime, timedelta
from enum import StrEnum

from attrs import evolve, field, frozen

from astrobookings.domain.identity.errors import SessionEnded
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.domain.kernel.instants import aware

__all__ = [
    "EndReason",
    "RefreshReused",
    "Session",
    "SessionPolicy",
    "end",
    "open_session",
    "refresh",
]


@frozen
class SessionPolicy:
    """How long tokens and sessions live."""

    access: timedelta = timedelta(minutes=15)
    refresh: timedelta = timedelta(days=30)
    idle: timedelta = timedelta(days=7)
    reuse_grace: timedelta = timedelta(seconds=10)
    """The previous refresh token still gives the same successor for this long."""

    def __attrs_post_init__(self) -> None:
        if not timedelta() < self.access <= self.idle <= self.refresh:
            raise ValueError("access, idle and refresh follow each other from short to long")


class EndReason(StrEnum):
    SIGNED_OUT = "signed_out"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    PASSWORD_CHANGED = "password_changed"
    REFRESH_REUSED = "refresh_reused"
    SUSPENDED = "suspended"
    POSITION_CHANGED = "position_changed"


@frozen(kw_only=True)
class Session(Entity):
    """One sign-in on one device: a family of refresh tokens, numbered by generation."""

    id: SessionId
    user_id: UserId
    origin: str
    """The address the sign-in came from."""
    user_agent: str
    expires_at: datetime = field(validator=aware)
    refreshed_at: datetime = field(validator=aware)
    generation: int = 0
    ended_at: datetime | None = None
    end_reason: EndReason | None = None

    def alive(self, now: datetime, policy: SessionPolicy) -> bool:
        """Whether the session can still be refreshed at *now*."""
        return (
            self.ended_at is None
            and now < self.expires_at
            and now - self.refreshed_at < policy.idle
        )


def open_session(
    session_id: SessionId,
    user_id: UserId,
    *,
    origin: str,
    user_agent: str,
    now: datetime,
    policy: SessionPolicy,
) -> Session:
    """A fresh session for *user_id*."""
    return Session(
        id=session_id,
        user_id=user_id,
        origin=origin,
        user_agent=user_agent[:200],
        expires_at=now + policy.refresh,
        refreshed_at=now,
        created_at=now,
        updated_at=now,
    )


class RefreshReused(Exception):
    """An old refresh token came back after its grace: the family must end."""


def refresh(session: Session, generation: int, now: datetime, policy: SessionPolicy) -> Session:
    """The session after its token of *generation* was used at *now*.

    The previous token within the grace answers the session unchanged, whose generation names the
    same successor.

    Raises:
        SessionEnded: ended, expired or idle for too long.
        RefreshReused: an older token, or the previous one after the grace.
    """
    if not session.alive(now, policy):
        raise SessionEnded
    if generation == session.generation:
        return evolve(session, generation=generation + 1, refreshed_at=now)
    in_grace = now - session.refreshed_at <= policy.reuse_grace
    if generation == session.generation - 1 and in_grace:
        return session
    raise RefreshReused


def end(session: Session, reason: EndReason, now: datetime) -> Session:
    """*session* ended; one that has ended already stays as it is."""
    if session.ended_at is not None:
        return session
    return evolve(session, ended_at=now, end_reason=reason)
