"""Links of mails."""

from attrs import field, frozen

from astrobookings.adapters.sql.mapping import shape_of
from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.store.records import Records
from astrobookings.adapters.sql.tables.system import links
from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.kernel.ids import LinkId, UserId

__all__ = ["SqlLinks"]

LINK = shape_of("link", Link, links)


@frozen
class SqlLinks:
    store: SqlStore
    _records: Records[Link] = field(init=False)

    @_records.default
    def _make_records(self) -> Records[Link]:
        return Records(self.store, LINK)

    def find(self, link_id: LinkId) -> Link | None:
        return self._records.find(link_id)

    def lock(self, link_id: LinkId) -> Link:
        return self._records.lock(link_id)

    def latest_of(self, user_id: UserId, kind: LinkKind) -> Link | None:
        found = self._records.select().where(links.c.user_id == user_id, links.c.kind == kind.value)
        newest = found.order_by(links.c.created_at.desc(), links.c.id.desc())
        return self._records.one(newest.limit(1))

    def add(self, link: Link) -> Link:
        return self._records.add(link)

    def save(self, link: Link) -> Link:
        return self._records.save(link)
