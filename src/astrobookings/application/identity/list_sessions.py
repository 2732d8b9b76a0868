"""A user sees where the account is signed in (story 0.6)."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.sessions import Sessions
from astrobookings.domain.identity.permissions import Action, authorize, signed_in
from astrobookings.domain.identity.roles import Principal
from astrobookings.domain.identity.sessions import Session, SessionPolicy

__all__ = ["ListSessions", "OwnSession"]


@frozen
class OwnSession:
    """A session of the one who asks; `current` is the one asked with."""

    session: Session
    current: bool


@frozen
class ListSessions:
    """Show the sessions that can still be used."""

    sessions: Sessions
    clock: Clock
    session_policy: SessionPolicy

    def __call__(self, by: Principal) -> tuple[OwnSession, ...]:
        """The newest first.

        Raises:
            NotSignedIn: nobody is signed in.
        """
        authorize(by, Action.MANAGE_OWN_ACCOUNT)
        now = self.clock.now()
        return tuple(
            OwnSession(session, session.id == by.session_id)
            for session in self.sessions.open_of(signed_in(by))
            if session.alive(now, self.session_policy)
        )
