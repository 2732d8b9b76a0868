"""Which mails people want (SystemDB)."""

from collections.abc import Sequence
from typing import Protocol

from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.preferences import MailPreferences

__all__ = ["Preferences"]


class Preferences(Protocol):
    """What people chose; who never chose has none."""

    def find(self, user_id: UserId) -> MailPreferences | None: ...

    def put(self, chosen: MailPreferences) -> MailPreferences:
        """In a transaction: keep the first choices of a user, or replace those of this version.

        Raises: Stale.
        """
        ...

    def wanting(self, topic: Topic, after: UserId | None, limit: int) -> Sequence[UserId]:
        """Up to *limit* users who chose to hear of *topic*, by id, beyond *after*."""
        ...
