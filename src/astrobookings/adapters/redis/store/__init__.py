"""One Redis server: short calls, and a circuit that is open while it is away.

    store = RedisStore("redis://127.0.0.1:6379/0")
    store.run(lambda redis: redis.get(store.key("greeting")))  # or Unavailable, soon

A call that fails opens the circuit: from then on calls are refused at once, while a thread of the
store tries the server until it does its work again. So no request ever pays for finding out, except
those that were under way when the server went.
"""

from astrobookings.adapters.redis.store.circuit import Circuit
from astrobookings.adapters.redis.store.server import Command, RedisStore, together

__all__ = ["Circuit", "Command", "RedisStore", "together"]
