"""The connection to one Redis server."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeAlias

from redis import Redis
from redis.backoff import NoBackoff
from redis.client import Pipeline
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError
from redis.retry import Retry

from astrobookings.adapters.redis.store.circuit import Circuit
from astrobookings.domain.kernel.errors import Unavailable

__all__ = ["Command", "RedisStore", "together"]

Command: TypeAlias = "Callable[[Pipeline], object]"

_PAUSE = 0.5
"""Seconds between attempts to reach a server that is away."""
_TRIAL = timedelta(seconds=1)


def together(redis: Redis, *commands: Command) -> list[Any]:
    """What each of *commands*, done with nothing in between, answers."""
    pipeline = redis.pipeline()
    for command in commands:
        command(pipeline)
    return pipeline.execute()


class RedisStore:
    """Calls of at most *patience* each; two if the connection had been lost meanwhile."""

    def __init__(
        self,
        url: str,
        *,
        patience: timedelta = timedelta(milliseconds=500),
        prefix: str = "astrobookings",
    ) -> None:
        seconds = patience.total_seconds()
        self._prefix = prefix
        self._redis = Redis.from_url(
            url,
            socket_timeout=seconds,
            socket_connect_timeout=seconds,
            retry=Retry(NoBackoff(), 1, (ConnectionLost,)),
        )
        self._circuit = Circuit("Redis", self._works, pause=_PAUSE)
        self._on_return: list[Callable[[Redis], object]] = []

    def key(self, *parts: str) -> str:
        """The name of a key; ours do not meet those of others on the same server."""
        return ":".join((self._prefix, *parts))

    def run(self, call: Callable[[Redis], object]) -> Any:
        """What *call* answers.

        Raises:
            Unavailable: the server is away, or cannot do what it was asked now.
        """
        if self._circuit.is_open:
            raise Unavailable("The cache does not answer.")
        try:
            return call(self._redis)
        except (RedisError, OSError) as error:
            self._circuit.open(error)
            raise Unavailable("The cache does not answer.") from error

    def together(self, *commands: Command) -> list[Any]:
        """What each of *commands*, done with nothing in between, answers.

        Raises:
            Unavailable: as `run`.
        """
        answers: list[Any] = self.run(lambda redis: together(redis, *commands))
        return answers

    def on_return(self, call: Callable[[Redis], object]) -> None:
        """Do *call* when the server comes back, before anything else is asked of it."""
        self._on_return.append(call)

    def returned_within(self, span: timedelta) -> bool:
        """Whether the server was away, as this process saw it, no longer than *span* ago."""
        return self._circuit.closed_within(span.total_seconds())

    def close(self) -> None:
        self._circuit.end()
        self._redis.close()

    def _works(self) -> None:
        """A server that only answers, such as one that is full or read-only, is of no use."""
        self._redis.set(self.key("trial"), b"", px=_TRIAL)
        for call in self._on_return:
            call(self._redis)
