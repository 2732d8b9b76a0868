"""The broker between those who hand out work and those who do it."""

from urllib.parse import urlsplit

from dramatiq import Broker
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import AgeLimit, Middleware, TimeLimit

from astrobookings.application.ports.work_queue import Lane

__all__ = ["broker_at"]

_CONNECT_WITHIN, _ANSWER_WITHIN = 1.0, 5.0
"""Seconds."""
_GONE_AFTER = 15_000
"""Milliseconds without a sign of a worker until others get what it had in its hands."""
_NAMESPACE = "astrobookings"


def broker_at(url: str) -> Broker:
    """A broker at `redis://…` for many processes, or at `memory://` for this one alone.

    It tries nothing again by itself: whatever is to be tried again stands in a store.
    """
    middleware: list[Middleware] = [AgeLimit(), TimeLimit()]
    broker = StubBroker(middleware) if urlsplit(url).scheme == "memory" else _redis(url, middleware)
    for lane in Lane:
        broker.declare_queue(str(lane))
    return broker


def _redis(url: str, middleware: list[Middleware]) -> Broker:
    from dramatiq.brokers.redis import RedisBroker
    from redis import Redis

    client = Redis.from_url(
        url, socket_connect_timeout=_CONNECT_WITHIN, socket_timeout=_ANSWER_WITHIN
    )
    return RedisBroker(  # type: ignore[no-untyped-call]
        client=client,
        middleware=middleware,
        namespace=_NAMESPACE,
        heartbeat_timeout=_GONE_AFTER,
    )
