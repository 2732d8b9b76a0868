"""How often one address may ask without a valid token."""

import asyncio
import time
from contextvars import Context
from typing import Any, ClassVar

import structlog
from attrs import frozen
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from limits.errors import StorageError

from astrobookings.domain.kernel.errors import TooMany
from astrobookings.entrypoints.http.settings import HttpSettings

__all__ = ["RateLimits", "TooManyRequests"]

_PATIENCE = 0.5
"""Seconds for the server that counts for all processes to answer."""
_PAUSE = 0.5
"""Seconds between attempts to reach it when it is away."""
_CONNECTIONS = 16
_ONCE = parse("1 per 30 minutes")
_PREFIX = "astrobookings:visits"

_log = structlog.get_logger("astrobookings.http")


@frozen
class TooManyRequests(TooMany):
    """One address asked too often; `retry_after` is in seconds."""

    code: ClassVar[str] = "too-many-requests"
    retry_after: int

    def __str__(self) -> str:
        return f"Too many requests from your address; try again in {self.retry_after} seconds."


class RateLimits:
    """Counts the requests of visitors by address of origin.

    Each process counts its own, and a Redis those of all processes. While it is away, each goes by
    its own count, and no request waits to find out whether it is back.
    """

    def __init__(self, settings: HttpSettings) -> None:
        self._visits = parse(settings.visitor_rate)
        self._changes = parse(settings.sign_in_rate)
        self._own = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._shared = _SharedCount(settings.limits_url) if "redis" in settings.limits_url else None

    async def visit(self, origin: str, *, changing: bool) -> None:
        """Count a request of a visitor; *changing* ones have a smaller allowance too.

        Raises:
            TooManyRequests.
        """
        await self._hit(self._visits, "visit", origin)
        if changing:
            await self._hit(self._changes, "change", origin)

    async def first(self, key: str) -> bool:
        """Whether *key* comes for the first time in a while, in any process."""
        if not await self._own.hit(_ONCE, "form", key):
            return False
        try:
            if self._shared is not None:
                await self._shared.hit(_ONCE, "form", key)
        except TooManyRequests:
            await self._own.clear(_ONCE, "form", key)  # whoever took it may let it come again
            return False
        return True

    async def again(self, key: str) -> None:
        """Let *key* count as new again."""
        await self._own.clear(_ONCE, "form", key)
        if self._shared is not None:
            await self._shared.clear(_ONCE, "form", key)

    async def close(self) -> None:
        if self._shared is not None:
            await self._shared.close()

    async def _hit(self, allowed: RateLimitItem, kind: str, origin: str) -> None:
        if not await self._own.hit(allowed, kind, origin):
            raise TooManyRequests(await _wait(self._own, allowed, kind, origin))
        if self._shared is not None:
            await self._shared.hit(allowed, kind, origin)


class _SharedCount:
    """The count of all processes, as far as it can be had."""

    def __init__(self, url: str) -> None:
        from limits.aio.storage import RedisStorage
        from redis.asyncio import BlockingConnectionPool, Redis
        from redis.asyncio.retry import Retry
        from redis.backoff import NoBackoff
        from redis.exceptions import ConnectionError as ConnectionLost

        self._pool = BlockingConnectionPool.from_url(
            url,
            max_connections=_CONNECTIONS,
            timeout=_PATIENCE,
            socket_timeout=_PATIENCE,
            socket_connect_timeout=_PATIENCE,
            retry=Retry(NoBackoff(), 1, (ConnectionLost,)),
        )
        self._redis = Redis(connection_pool=self._pool)
        options: dict[str, Any] = {"implementation": "redispy", "connection_pool": self._pool}
        storage = RedisStorage(f"async+{url}", wrap_exceptions=True, key_prefix=_PREFIX, **options)
        self._limiter = SlidingWindowCounterRateLimiter(storage)
        self._trying: asyncio.Task[None] | None = None

    async def hit(self, allowed: RateLimitItem, kind: str, origin: str) -> None:
        """Raises: TooManyRequests: the count tells so."""
        if self._trying is not None:
            return
        try:
            if not await self._limiter.hit(allowed, kind, origin):
                raise TooManyRequests(await _wait(self._limiter, allowed, kind, origin))
        except (StorageError, OSError) as error:
            self._give_up(error)

    async def clear(self, allowed: RateLimitItem, kind: str, origin: str) -> None:
        if self._trying is not None:
            return
        try:
            await self._limiter.clear(allowed, kind, origin)
        except (StorageError, OSError) as error:
            self._give_up(error)

    async def close(self) -> None:
        if self._trying is not None:
            self._trying.cancel()
            await asyncio.wait([self._trying])
        await self._redis.aclose()
        await self._pool.disconnect()

    def _give_up(self, error: Exception) -> None:
        if self._trying is None:
            _log.warning("visits are counted by each process alone", error=repr(error))
            self._trying = asyncio.create_task(self._try(), context=Context())

    async def _try(self) -> None:
        while not await self._works():
            await asyncio.sleep(_PAUSE)
        self._trying = None
        _log.warning("visits are counted for all processes again")

    async def _works(self) -> bool:
        """Whether the server takes what it is given; one that is full or read-only does not."""
        try:
            await self._redis.set(f"{_PREFIX}:trial", b"", ex=1)
        except Exception:
            return False
        return True


async def _wait(
    limiter: SlidingWindowCounterRateLimiter, allowed: RateLimitItem, kind: str, origin: str
) -> int:
    """Seconds until the next request is let pass."""
    stats = await limiter.get_window_stats(allowed, kind, origin)
    return max(int(stats.reset_time - time.time()) + 1, 1)
