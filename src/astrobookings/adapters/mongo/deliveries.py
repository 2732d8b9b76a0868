"""Handing out the events of a store."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.shared import OUTBOX, OUTBOX_WAITS, UNPUBLISHED
from astrobookings.adapters.mongo.mapping import instant, micros
from astrobookings.adapters.mongo.outbox import envelope_of
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.adapters.plain import plain, structured
from astrobookings.domain.kernel.deliveries import Delivery, DeliveryStatus, Hearing
from astrobookings.domain.kernel.ids import EventId

__all__ = ["MongoDeliveries", "delivery_of"]

_LOCKS = "locks"
"""The field that counts how often a document was locked."""


@frozen
class MongoDeliveries:
    store: MongoStore

    def claim(self, limit: int, now: datetime, until: datetime) -> Sequence[Delivery]:
        """Each document goes to the first who writes his mark on it."""
        due = {**OUTBOX_WAITS, "due_at": {"$lte": micros(now)}}
        order = (("due_at", 1), ("_id", 1))
        found = self.store.find(OUTBOX.name, due, sort=order, limit=limit, fields=["_id"])
        if not found:
            return ()
        wanted, mark = {"_id": {"$in": [one["_id"] for one in found]}}, self.store.ids.new()
        claimed = {"$set": {"due_at": micros(until), "claim": mark}, "$inc": {"round": 1}}
        rows = self.store.collection(OUTBOX.name)

        def claim(session: ClientSession | None) -> int:
            return rows.update_many({**wanted, **due}, claimed, session=session).matched_count

        self.store.write_alone(claim)
        ours = self.store.find(OUTBOX.name, {**wanted, "claim": mark}, sort=(("at", 1), ("_id", 1)))
        return tuple(delivery_of(document) for document in ours)

    def find(self, event_id: EventId) -> Delivery | None:
        document = self.store.first(OUTBOX.name, _unheard(event_id))
        return None if document is None else delivery_of(document)

    def lock(self, event_id: EventId) -> Delivery | None:
        rows = self.store.collection(OUTBOX.name)

        def lock(session: ClientSession | None) -> Document | None:
            return rows.find_one_and_update(
                _unheard(event_id),
                {"$inc": {_LOCKS: 1}},
                projection={_LOCKS: 0},
                session=session,
            )

        document = self.store.write(lock)
        return None if document is None else delivery_of(document)

    def save(self, delivery: Delivery) -> None:
        now, status = micros(self.store.running.origin.at), delivery.status
        fields = {
            "due_at": micros(delivery.due_at),
            "hearings": plain(delivery.hearings),
            "published_at": now if status is DeliveryStatus.DONE else None,
            "dead_at": now if status is DeliveryStatus.DEAD else None,
        }
        rows, which = self.store.collection(OUTBOX.name), {"_id": delivery.envelope.id}

        def save(session: ClientSession | None) -> int:
            return rows.update_one(which, {"$set": fields}, session=session).matched_count

        self.store.write(save)


def _unheard(event_id: EventId) -> Mapping[str, Any]:
    return {"_id": event_id, **UNPUBLISHED}


def delivery_of(document: Document) -> Delivery:
    """The delivery in the fields of *document*, which is not marked."""
    dead = document["dead_at"] is not None
    return Delivery(
        envelope=envelope_of(document),
        status=DeliveryStatus.DEAD if dead else DeliveryStatus.WAITING,
        due_at=instant(document["due_at"]),
        round=document["round"],
        hearings=structured(document["hearings"], Mapping[str, Hearing]),
    )
