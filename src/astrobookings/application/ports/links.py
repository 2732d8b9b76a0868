"""Links of mails (SystemDB)."""

from typing import Protocol

from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.kernel.ids import LinkId, UserId

__all__ = ["Links"]


class Links(Protocol):
    """Single-use links; of their secrets only hashes are kept."""

    def find(self, link_id: LinkId) -> Link | None: ...

    def lock(self, link_id: LinkId) -> Link:
        """Raises: NotFound."""
        ...

    def latest_of(self, user_id: UserId, kind: LinkKind) -> Link | None:
        """The user's newest link of this kind, used or not."""
        ...

    def add(self, link: Link) -> Link: ...

    def save(self, link: Link) -> Link:
        """Raises: Stale."""
        ...
