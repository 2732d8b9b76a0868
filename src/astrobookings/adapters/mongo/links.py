"""Links of mails."""

from attrs import field, frozen

from astrobookings.adapters.mongo.collections.identity import LINKS
from astrobookings.adapters.mongo.mapping import shape_of
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.adapters.mongo.store.records import Records
from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.kernel.ids import LinkId, UserId

__all__ = ["MongoLinks"]

LINK = shape_of("link", Link, LINKS.name)


@frozen
class MongoLinks:
    store: MongoStore
    _records: Records[Link] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Link]:
        return Records(self.store, LINK)

    def find(self, link_id: LinkId) -> Link | None:
        return self._records.find(link_id)

    def lock(self, link_id: LinkId) -> Link:
        return self._records.lock(link_id)

    def latest_of(self, user_id: UserId, kind: LinkKind) -> Link | None:
        newest = [("created_at", -1), ("_id", -1)]
        return self._records.one({"user_id": user_id, "kind": kind.value}, sort=newest)

    def add(self, link: Link) -> Link:
        return self._records.add(link)

    def save(self, link: Link) -> Link:
        return self._records.save(link)
