"""What lives in CacheDB: Redis, or the memory of this process."""

from contextlib import ExitStack
from typing import Any

from astrobookings.adapters.memory.attempts import MemoryAttempts
from astrobookings.adapters.memory.board_version import MemoryBoardVersion
from astrobookings.adapters.memory.ended_sessions import MemoryEndedSessions
from astrobookings.application.ports.clock import Clock
from astrobookings.entrypoints.bootstrap.closing import closing
from astrobookings.entrypoints.settings import Settings

__all__ = ["memory_cache_parts", "open_cache"]


def open_cache(settings: Settings, clock: Clock, opened: ExitStack) -> dict[str, Any]:
    """The parts of CacheDB at the URL of *settings*; what it keeps open is closed with *opened*."""
    if not settings.shared_cache:
        return memory_cache_parts(clock, alone=settings.embedded)
    return _redis_parts(settings.cache_url, clock, opened)


def memory_cache_parts(clock: Clock, *, alone: bool = True) -> dict[str, Any]:
    """The parts of `Parts` that CacheDB has, known to this process; *alone*: there is no other."""
    return {
        "ended_sessions": MemoryEndedSessions(clock, alone=alone),
        "attempts": MemoryAttempts(),
        "board_version": MemoryBoardVersion(),
    }


def _redis_parts(url: str, clock: Clock, opened: ExitStack) -> dict[str, Any]:
    from astrobookings.adapters.redis.attempts import RedisAttempts
    from astrobookings.adapters.redis.board_answers import RedisBoardAnswers
    from astrobookings.adapters.redis.board_version import RedisBoardVersion
    from astrobookings.adapters.redis.ended_sessions import RedisEndedSessions
    from astrobookings.adapters.redis.store import RedisStore

    store = closing(opened, RedisStore(url))
    return {
        "ended_sessions": RedisEndedSessions(store, clock),
        "attempts": RedisAttempts(store, MemoryAttempts(), clock),
        "board_version": RedisBoardVersion(store),
        "board_answers": RedisBoardAnswers(store),
    }
