"""Calls made side by side."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Event
from typing import TypeVar

__all__ = ["at_once", "held_up"]

T = TypeVar("T")

_PATIENCE = 30
"""Seconds until a call that should have ended counts as stuck."""
_MOMENT = 0.2
"""Seconds in which a call that nobody holds up would have ended."""


def at_once(calls: Sequence[Callable[[], T]]) -> list[T]:
    """What *calls*, all begun together, answer; the first error is raised."""
    with ThreadPoolExecutor(len(calls)) as pool:
        futures = [pool.submit(call) for call in calls]
        return [future.result(_PATIENCE) for future in futures]


def held_up(
    transaction: Callable[[], AbstractContextManager[object]],
    first: Callable[[], object],
    second: Callable[[], T],
) -> T:
    """What *second* answers, which must wait until the transaction around *first* has ended."""
    begun, ended = Event(), Event()

    def hold() -> None:
        with transaction():
            first()
            begun.set()
            ended.wait(_PATIENCE)

    with ThreadPoolExecutor(2) as pool:
        holder = pool.submit(hold)
        assert begun.wait(_PATIENCE), holder.exception(0)
        waiter: Future[T] = pool.submit(second)
        try:
            _require_waiting(waiter)
        finally:
            ended.set()
        holder.result(_PATIENCE)
        return waiter.result(_PATIENCE)


def _require_waiting(waiter: "Future[T]") -> None:
    try:
        waiter.result(_MOMENT)
    except TimeoutError:
        return
    raise AssertionError("the second call did not wait for the first transaction")
