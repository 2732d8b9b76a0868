"""The version of the launch board on Redis."""

import time

from attrs import frozen

from astrobookings.adapters.redis.store import RedisStore

__all__ = ["RedisBoardVersion"]


@frozen
class RedisBoardVersion:
    """Counts on from the time in microseconds, so that an emptied server repeats no version."""

    store: RedisStore
    waits = True

    def bump(self) -> int:
        key, start = self.store.key("board", "version"), time.time_ns() // 1000
        _, version = self.store.together(
            lambda redis: redis.set(key, start, nx=True), lambda redis: redis.incr(key)
        )
        return int(version)

    def value(self) -> int:
        key = self.store.key("board", "version")
        return int(self.store.run(lambda redis: redis.get(key)) or 0)
