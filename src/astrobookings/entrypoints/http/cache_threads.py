"""The threads that wait for CacheDB."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import ParamSpec, TypeVar

from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["CacheThreads"]

P = ParamSpec("P")
T = TypeVar("T")


class CacheThreads:
    """A few of their own: a cache that is slow to answer holds up no use-case."""

    def __init__(self, size: int = 2) -> None:
        self._pool = ThreadPoolExecutor(size, thread_name_prefix="cache")

    async def run(self, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What *call* answers, without holding up the loop."""
        return await asyncio.wrap_future(self._pool.submit(call, *args, **kwargs))

    def later(self, call: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do *call* without anybody waiting for it, unless the cache is away."""

        def done() -> None:
            with suppress(Unavailable):
                call(*args, **kwargs)

        self._pool.submit(done)

    def close(self) -> None:
        """Let the calls under way end by themselves."""
        self._pool.shutdown(wait=False, cancel_futures=True)
