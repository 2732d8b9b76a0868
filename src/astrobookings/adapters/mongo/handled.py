"""Which events were handled already."""

from attrs import frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.shared import HANDLED
from astrobookings.adapters.mongo.mapping import micros
from astrobookings.adapters.mongo.store import MongoStore
from astrobookings.domain.kernel.ids import EventId

__all__ = ["MongoHandled"]


@frozen
class MongoHandled:
    store: MongoStore

    def first_time(self, event_id: EventId, handler: str) -> bool:
        rows, at = self.store.collection(HANDLED.name), micros(self.store.running.origin.at)
        which = {"event_id": event_id, "handler": handler}

        def note(session: ClientSession | None) -> bool:
            noted = rows.update_one(
                which, {"$setOnInsert": {"at": at}}, upsert=True, session=session
            )
            return noted.matched_count == 0

        return self.store.write(note)
