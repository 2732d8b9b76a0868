"""Registrations and requests for links, counted so that nobody floods mailboxes."""

from datetime import datetime

from attrs import frozen

from astrobookings.application.identity.sign_in_throttle import refuse_wait
from astrobookings.application.ports.attempts import Attempts
from astrobookings.domain.identity.throttle import ThrottlePolicy, wait_for_room

__all__ = ["RequestThrottle"]


@frozen
class RequestThrottle:
    """Counts requests, whatever comes of them."""

    attempts: Attempts
    throttle: ThrottlePolicy

    def admit_registration(self, origin_address: str, now: datetime) -> None:
        """Count one registration.

        Raises:
            TooManyAttempts: too many within the rate window from this address.
        """
        key = f"registration:origin:{origin_address}"
        self._admit({key: self.throttle.registrations_per_origin}, now)

    def admit_link(self, email: str, origin_address: str, now: datetime) -> None:
        """Count one request for a mailed link.

        Raises:
            TooManyAttempts: too many for this account, existing or not, or from this address.
        """
        allowed = {
            f"link:account:{email}": self.throttle.links_per_account,
            f"link:origin:{origin_address}": self.throttle.links_per_origin,
        }
        self._admit(allowed, now)

    def _admit(self, allowed: dict[str, int], now: datetime) -> None:
        start = now - self.throttle.rate_window
        for key, most in allowed.items():
            noted = self.attempts.since(key, start)
            refuse_wait(wait_for_room(noted, allowed=most, now=now, policy=self.throttle))
        for key in allowed:
            self.attempts.note(key, now)
