"""The queue of work that workers share: on Redis, or in this process."""

from astrobookings.adapters.queue.work_queue import DramatiqWorkQueue
from astrobookings.entrypoints.bootstrap.extras import require_extras
from astrobookings.entrypoints.settings import Settings

__all__ = ["DramatiqWorkQueue", "open_work_queue"]


def open_work_queue(settings: Settings) -> DramatiqWorkQueue:
    """The queue in CacheDB; nothing is connected to before it is used.

    Raises:
        BadSettings: a library for it is not installed.
    """
    require_extras(settings)
    from astrobookings.adapters.queue.broker import broker_at

    return DramatiqWorkQueue(broker_at(settings.cache_url))
