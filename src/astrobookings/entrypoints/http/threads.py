"""The pool that use-cases run in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar

__all__ = ["thread_pool"]


def thread_pool(size: int) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """A lifespan in which threads of the loop come from a pool of *size*.

    More threads than database connections only wait for each other.
    """

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        pool = ThreadPoolExecutor(size, thread_name_prefix="use-case")
        asyncio.get_running_loop().set_default_executor(pool)
        try:
            yield
        finally:
            pool.shutdown(wait=False)

    return lifespan
