"""Failed passwords, counted by account and by address of origin (story 0.2)."""

import math
from datetime import datetime, timedelta

from attrs import field, frozen

from astrobookings.application.ports.attempts import Attempts
from astrobookings.application.ports.clock import Clock
from astrobookings.domain.identity.errors import TooManyAttempts
from astrobookings.domain.identity.throttle import ThrottlePolicy, wait_before_next

__all__ = ["SignInThrottle", "refuse_wait"]


def refuse_wait(wait: timedelta) -> None:
    """Raises: TooManyAttempts: with *wait* in whole seconds, unless it is zero."""
    if wait > timedelta(0):
        raise TooManyAttempts(math.ceil(wait.total_seconds()))


@frozen
class _Tally:
    """The failures under one key and how many of them are let pass."""

    key: str = field(repr=False)
    allowed: int


@frozen
class SignInThrottle:
    """Lets guesses through as long as few of them failed."""

    attempts: Attempts
    throttle: ThrottlePolicy
    clock: Clock

    def admit(self, email: str, origin_address: str | None) -> None:
        """Raises: TooManyAttempts: the failures so far ask for a wait."""
        self._refuse(email, origin_address, but=0)

    def failed(self, email: str, origin_address: str | None) -> None:
        """Count one failure.

        Raises:
            TooManyAttempts: others failed meanwhile, so that this guess is not answered at all.
        """
        now = self.clock.now()
        for tally in self._tallies(email, origin_address):
            self.attempts.note(tally.key, now)
        self._refuse(email, origin_address, but=1)

    def passed(self, email: str) -> None:
        """Forget the failures of the account; those of the origin stay."""
        self.attempts.forget(_account_key(email))

    def _refuse(self, email: str, origin_address: str | None, *, but: int) -> None:
        now = self.clock.now()
        waits = [self._wait(t, now, but) for t in self._tallies(email, origin_address)]
        refuse_wait(max(waits))

    def _wait(self, tally: _Tally, now: datetime, but: int) -> timedelta:
        noted = self.attempts.since(tally.key, now - self.throttle.window)
        others = noted[: len(noted) - but]
        return wait_before_next(others, allowed=tally.allowed, now=now, policy=self.throttle)

    def _tallies(self, email: str, origin_address: str | None) -> tuple[_Tally, ...]:
        account = _Tally(_account_key(email), self.throttle.per_account)
        if origin_address is None:
            return (account,)
        return account, _Tally(f"sign-in:origin:{origin_address}", self.throttle.per_origin)


def _account_key(email: str) -> str:
    return f"sign-in:account:{email}"
