"""Links of mails in memory."""

from astrobookings.adapters.memory.store import MemoryStore, Records
from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.kernel.ids import LinkId, UserId

__all__ = ["MemoryLinks"]


class MemoryLinks:
    def __init__(self, store: MemoryStore) -> None:
        self._records: Records[Link] = Records(store, "link")

    def find(self, link_id: LinkId) -> Link | None:
        return self._records.find(link_id)

    def lock(self, link_id: LinkId) -> Link:
        return self._records.lock(link_id)

    def latest_of(self, user_id: UserId, kind: LinkKind) -> Link | None:
        found = (
            link for link in self._records.all() if link.user_id == user_id and link.kind is kind
        )
        return max(found, key=lambda link: (link.created_at, link.id), default=None)

    def add(self, link: Link) -> Link:
        return self._records.add(link)

    def save(self, link: Link) -> Link:
        return self._records.save(link)
