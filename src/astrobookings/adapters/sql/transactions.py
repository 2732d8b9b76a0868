"""All or nothing, in one store."""

from contextlib import AbstractContextManager

from attrs import frozen

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.domain.kernel.origins import Origin

__all__ = ["SqlTransactions"]


@frozen
class SqlTransactions:
    """Read committed, with rows locked where a port says so; SQLite has one writer at a time."""

    store: SqlStore

    def __call__(self, origin: Origin) -> AbstractContextManager[None]:
        return self.store.transaction(origin)
