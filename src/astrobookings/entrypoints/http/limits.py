"""How often one address may ask without a valid token."""

import time
from typing import ClassVar

from attrs import frozen
from limits import RateLimitItem, parse
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.storage import storage_from_string

from astrobookings.domain.kernel.errors import TooMany
from astrobookings.entrypoints.http.settings import HttpSettings

__all__ = ["RateLimits", "TooManyRequests"]


@frozen
class TooManyRequests(TooMany):
    """One address asked too often; `retry_after` is in seconds."""

    code: ClassVar[str] = "too-many-requests"
    retry_after: int

    def __str__(self) -> str:
        return f"Too many requests from your address; try again in {self.retry_after} seconds."


class RateLimits:
    """Counts the requests of visitors by address of origin."""

    def __init__(self, settings: HttpSettings) -> None:
        options = {"implementation": "redispy"} if "redis" in settings.limits_url else {}
        storage = storage_from_string(settings.limits_url, **options)
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._visits = parse(settings.visitor_rate)
        self._changes = parse(settings.sign_in_rate)

    async def visit(self, origin: str, *, changing: bool) -> None:
        """Count a request of a visitor; *changing* ones have a smaller allowance too.

        Raises:
            TooManyRequests.
        """
        await self._hit(self._visits, "visit", origin)
        if changing:
            await self._hit(self._changes, "change", origin)

    async def _hit(self, allowed: RateLimitItem, kind: str, origin: str) -> None:
        if not await self._limiter.hit(allowed, kind, origin):
            stats = await self._limiter.get_window_stats(allowed, kind, origin)
            raise TooManyRequests(max(int(stats.reset_time - time.time()) + 1, 1))
