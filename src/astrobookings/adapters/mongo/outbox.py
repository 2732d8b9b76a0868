"""Events on their way out of a store."""

from collections.abc import Collection, Sequence
from datetime import datetime

from attrs import frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.changes import origin_of, origin_values
from astrobookings.adapters.mongo.collections.shared import OUTBOX, OUTBOX_WAITS, UNPUBLISHED
from astrobookings.adapters.mongo.mapping import instant
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.plain import event_of, plain_event
from astrobookings.domain.kernel.events import Envelope, Event
from astrobookings.domain.kernel.ids import EventId

__all__ = ["MongoOutbox", "envelope_of"]

_OLDEST = (("at", 1), ("_id", 1))


@frozen
class MongoOutbox:
    store: MongoStore

    def add(self, event: Event) -> None:
        origin = origin_values(self.store.running.origin)
        told = {"name": event.name, "payload": plain_event(event)}
        state = {"due_at": origin["at"], "round": 0, "hearings": {}}
        waits = {"published_at": None, "dead_at": None}
        document = {"_id": self.store.ids.new(), **told, **state, **waits, **origin}
        self.store.insert(OUTBOX.name, [document])

    def unpublished(self, limit: int) -> Sequence[Envelope]:
        oldest = self.store.find(OUTBOX.name, OUTBOX_WAITS, sort=_OLDEST, limit=limit)
        return tuple(envelope_of(document) for document in oldest)

    def mark_published(self, ids: Collection[EventId]) -> None:
        rows, which = self.store.collection(OUTBOX.name), {"_id": {"$in": list(ids)}}

        def mark(session: ClientSession | None) -> None:
            rows.update_many(
                {**which, **UNPUBLISHED}, [{"$set": {"published_at": "$at"}}], session=session
            )

        if ids:
            self.store.write_alone(mark)

    def waiting(self) -> int:
        return self.store.count(OUTBOX.name, OUTBOX_WAITS)

    def oldest_waiting(self) -> datetime | None:
        oldest = self.store.first(OUTBOX.name, OUTBOX_WAITS, sort=_OLDEST)
        return None if oldest is None else instant(oldest["at"])


def envelope_of(document: Document) -> Envelope:
    """The event in the fields of *document*."""
    return Envelope(
        id=EventId(document["_id"]),
        event=event_of(document["name"], document["payload"]),
        origin=origin_of(document),
        at=origin_of(document).at,
    )
