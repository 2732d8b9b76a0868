"""Which events were handled already."""

from attrs import frozen

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.shared import handled
from astrobookings.domain.kernel.ids import EventId

__all__ = ["SqlHandled"]


@frozen
class SqlHandled:
    store: SqlStore

    def first_time(self, event_id: EventId, handler: str) -> bool:
        noted = (
            self.store.insert(handled)
            .values(event_id=event_id, handler=handler, at=self.store.running.origin.at)
            .on_conflict_do_nothing()
            .returning(handled.c.event_id)
        )
        return self.store.write(noted).first() is not None
