"""Work handed to the workers as messages of Dramatiq."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import define, field
from dramatiq import Broker, Message
from dramatiq.brokers.stub import StubBroker

from astrobookings.application.ports.work_queue import Errand, Lane
from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["DramatiqWorkQueue"]

_SILENT = "The queue of work does not answer."
_FULL = 100
_REST = 2.0
"""Seconds in which a broker that did not answer is not asked again."""


@define
class DramatiqWorkQueue:
    """Each lane is a queue of the broker. An errand is a message to the actor named as its context,
    a job one to the actor named as its lane.
    """

    broker: Broker
    _now: Callable[[], float] = time.monotonic
    _rest_until: float = field(default=0.0, init=False)

    def deliver(self, errand: Errand) -> None:
        self._send(Lane.EVENTS, errand.context, errand.store, str(errand.event_id), errand.round)

    def run(self, job: str, lane: Lane = Lane.JOBS) -> None:
        if self.waiting(lane) < _FULL:
            self._send(lane, lane, job)

    def waiting(self, lane: Lane) -> int:
        if isinstance(self.broker, StubBroker):
            unfinished: int = self.broker.queues[str(lane)].unfinished_tasks
            return unfinished
        with self._answering():
            return int(self.broker.do_qsize(str(lane)))  # type: ignore[attr-defined]

    def _send(self, lane: Lane, actor: str, *args: str | int) -> None:
        message: Message[None] = Message(
            queue_name=str(lane), actor_name=str(actor), args=args, kwargs={}, options={}
        )
        with self._answering():
            self.broker.enqueue(message)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Raises: Unavailable: the broker does not answer, or did not a moment ago."""
        if self._now() < self._rest_until:
            raise Unavailable(_SILENT)
        try:
            yield
        except Exception as error:
            if not _is_silence(error):
                raise
            self._rest_until = self._now() + _REST
            raise Unavailable(_SILENT) from error


def _is_silence(error: Exception) -> bool:
    """Whether *error* is about the server; Redis may not be installed where none is used."""
    kinds = {kind.__module__ + "." + kind.__qualname__ for kind in type(error).__mro__}
    return isinstance(error, OSError) or "redis.exceptions.RedisError" in kinds
