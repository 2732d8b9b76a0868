"""All or nothing, in one memory store."""

from contextlib import AbstractContextManager

from attrs import frozen

from astrobookings.adapters.memory.store import MemoryStore
from astrobookings.domain.kernel.origins import Origin

__all__ = ["MemoryTransactions"]


@frozen
class MemoryTransactions:
    """One at a time; what a failed one wrote is taken back row by row."""

    store: MemoryStore

    def __call__(self, origin: Origin) -> AbstractContextManager[None]:
        return self.store.transaction(origin)
