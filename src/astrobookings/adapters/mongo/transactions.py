"""All or nothing, in one store."""

from contextlib import AbstractContextManager

from attrs import frozen

from astrobookings.adapters.mongo.store.database import MongoStore
from astrobookings.domain.kernel.origins import Origin

__all__ = ["MongoTransactions"]


@frozen
class MongoTransactions:
    """Snapshots kept by a majority; records locked where a port says so."""

    store: MongoStore

    def __call__(self, origin: Origin) -> AbstractContextManager[None]:
        return self.store.transaction(origin)
