"""Where the memory adapters keep their records."""

from astrobookings.adapters.memory.store.copies import Copies
from astrobookings.adapters.memory.store.pages import Order, instant
from astrobookings.adapters.memory.store.plain import plain
from astrobookings.adapters.memory.store.records import Records
from astrobookings.adapters.memory.store.rows import MemoryStore, Rows

__all__ = ["Copies", "MemoryStore", "Order", "Records", "Rows", "instant", "plain"]
