"""Everybody hears that sessions ended, whatever became of the process that ended them."""

from attrs import frozen

from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.ended_sessions import EndedSessions
from astrobookings.domain.identity.events import SessionsEnded
from astrobookings.domain.identity.sessions import SessionPolicy
from astrobookings.domain.kernel.events import Envelope

__all__ = ["AnnounceEndedSessions"]


@frozen
class AnnounceEndedSessions:
    """Hears of ended sessions; announces them again while their tokens are still about."""

    ended_sessions: EndedSessions
    clock: Clock
    session_policy: SessionPolicy

    def __call__(self, envelope: Envelope) -> None:
        """Raises: Unavailable: not everybody could be told."""
        event = envelope.event
        until = envelope.at + self.session_policy.access
        if isinstance(event, SessionsEnded) and self.clock.now() < until:
            for session_id in event.session_ids:
                self.ended_sessions.announce(session_id, until)
