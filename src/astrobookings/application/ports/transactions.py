"""All or nothing, in one store."""

from contextlib import AbstractContextManager
from typing import Protocol

from astrobookings.domain.kernel.origins import Origin

__all__ = ["Transactions"]


class Transactions(Protocol):
    """The transactions of one store, shared by its ports through the calling context."""

    def __call__(self, origin: Origin) -> AbstractContextManager[None]:
        """Commit on leaving, roll everything back on an exception; not to be nested.

        *origin* stands on every change record and event written inside. Reads inside see the
        transaction's own writes.
        """
        ...
