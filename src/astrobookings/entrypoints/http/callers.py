"""Tokens checked a moment ago, so that reads need not check them again."""

import time
from collections.abc import Callable

from attrs import frozen

from astrobookings.domain.identity.roles import Principal, Standing
from astrobookings.domain.kernel.ids import SessionId, UserId

__all__ = ["Callers"]


@frozen
class _Known:
    standing: Standing
    user_id: UserId | None
    session_id: SessionId | None
    until: float


class Callers:
    """Who is behind a token, for a moment; forgotten at once when a session may have ended."""

    def __init__(
        self, *, ttl: float, most: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ttl = ttl
        self._most = most
        self._clock = clock
        self._known: dict[str, _Known] = {}
        self._era = 0

    @property
    def era(self) -> int:
        """Changes when everything is forgotten; see `keep`."""
        return self._era

    def knows(self, token: str) -> bool:
        """Whether *token* was good a moment ago."""
        known = self._known.get(token)
        return known is not None and self._clock() < known.until

    def recall(self, token: str, *, service: str, request_id: str) -> Principal | None:
        """The one behind *token* in a new request; None when it must be checked (again)."""
        known = self._known.get(token)
        if known is None or self._clock() >= known.until:
            return None
        return Principal(
            standing=known.standing,
            user_id=known.user_id,
            session_id=known.session_id,
            service=service,
            request_id=request_id,
        )

    def keep(self, token: str, by: Principal, era: int) -> None:
        """Remember that *token* is good, unless sessions ended since *era*, before the check."""
        if era != self._era:
            return
        if len(self._known) >= self._most:
            self._known.pop(next(iter(self._known)))
        until = self._clock() + self._ttl
        self._known[token] = _Known(by.standing, by.user_id, by.session_id, until)

    def forget(self) -> None:
        """Check every token anew."""
        self._era += 1
        self._known.clear()
