"""Two serving processes as far as caches go: apps on one store, each with its own connections."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta

import uvicorn
from attrs import evolve, frozen
from litestar import Litestar

from astrobookings.adapters.memory.attempts import MemoryAttempts
from astrobookings.adapters.redis.attempts import RedisAttempts
from astrobookings.adapters.redis.board_answers import RedisBoardAnswers
from astrobookings.adapters.redis.board_version import RedisBoardVersion
from astrobookings.adapters.redis.ended_sessions import RedisEndedSessions
from astrobookings.adapters.redis.store import RedisStore
from astrobookings.entrypoints.http.app import create_app
from astrobookings.entrypoints.http.settings import HttpSettings
from astrobookings.entrypoints.system import assemble
from astrobookings.testing.world import World

__all__ = ["PATIENCE", "Process", "process"]

PATIENCE = timedelta(milliseconds=500)
"""What one call of Redis may take."""
_START = 20.0


@frozen
class Process:
    base: str
    store: RedisStore


@contextmanager
def process(world: World, url: str, *, visitor_rate: str = "100000/minute") -> Iterator[Process]:
    """Serve the stores of *world* with caches of their own on the Redis at *url*."""
    parts = world.parts
    with ExitStack() as stack:
        store = stack.enter_context(closing(RedisStore(url, patience=PATIENCE)))
        system = assemble(
            evolve(
                parts,
                ended_sessions=RedisEndedSessions(store, parts.clock),
                attempts=RedisAttempts(store, MemoryAttempts(), parts.clock),
                board_version=RedisBoardVersion(store),
                board_answers=RedisBoardAnswers(store),
            )
        )
        settings = HttpSettings(
            cursor_secret=b"shared by all processes",
            access_log=False,
            limits_url=url,
            visitor_rate=visitor_rate,
            sign_in_rate=visitor_rate,
        )
        app = create_app(system, settings=settings)
        yield Process(stack.enter_context(_served(app)), store)


@contextmanager
def _served(app: Litestar) -> Iterator[str]:
    """Serve *app* from a thread of this process; where."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        until = time.monotonic() + _START
        while not server.started:
            assert thread.is_alive(), "the server ended"
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_START)
        listening.close()
