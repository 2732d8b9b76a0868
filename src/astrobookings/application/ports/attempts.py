"""Failed attempts, for throttles (CacheDB)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

__all__ = ["Attempts"]


class Attempts(Protocol):
    """Instants of attempts by key, such as an account or an address of origin."""

    def since(self, key: str, moment: datetime) -> Sequence[datetime]:
        """Attempts noted under *key* after *moment*, oldest first."""
        ...

    def note(self, key: str, moment: datetime) -> None: ...

    def forget(self, key: str) -> None: ...
