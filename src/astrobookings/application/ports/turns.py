"""Whose turn it is, where several schedulers run (SystemDB)."""

from datetime import datetime, timedelta
from typing import Protocol

__all__ = ["Turns"]


class Turns(Protocol):
    """One turn in each period, for whoever comes first."""

    def take(self, name: str, now: datetime, period: timedelta) -> bool:
        """Whether the asker shall do job *name* now; False if somebody took the turn less than
        *period* ago. A turn taken in the future, by a clock since put back, holds nobody up. Its
        own transaction.
        """
        ...
