"""Signs of life of those who work in the background."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from pymongo.client_session import ClientSession

from astrobookings.adapters.mongo.collections.workers import HEARTBEATS
from astrobookings.adapters.mongo.mapping import instant, micros
from astrobookings.adapters.mongo.store import Document, MongoStore
from astrobookings.application.ports.heartbeats import Heartbeat, WorkerKind

__all__ = ["MongoHeartbeats"]


@frozen
class MongoHeartbeats:
    store: MongoStore

    def beat(self, heartbeat: Heartbeat) -> None:
        rows, which = self.store.collection(HEARTBEATS.name), {"_id": heartbeat.id}
        fields = {
            "kind": heartbeat.kind.value,
            "started_at": micros(heartbeat.started_at),
            "beat_at": micros(heartbeat.beat_at),
            "decisions": heartbeat.decisions,
        }

        def beat(session: ClientSession | None) -> None:
            rows.update_one(which, {"$set": fields}, upsert=True, session=session)

        self.store.write_alone(beat)

    def since(self, moment: datetime) -> Sequence[Heartbeat]:
        alive = {"beat_at": {"$gte": micros(moment)}}
        found = self.store.find(HEARTBEATS.name, alive, sort=(("_id", 1),))
        return tuple(_heartbeat(document) for document in found)

    def forget_before(self, moment: datetime) -> int:
        rows, old = self.store.collection(HEARTBEATS.name), {"beat_at": {"$lt": micros(moment)}}

        def forget(session: ClientSession | None) -> int:
            return rows.delete_many(old, session=session).deleted_count

        return self.store.write_alone(forget)


def _heartbeat(document: Document) -> Heartbeat:
    return Heartbeat(
        id=document["_id"],
        kind=WorkerKind(document["kind"]),
        started_at=instant(document["started_at"]),
        beat_at=instant(document["beat_at"]),
        decisions=document.get("decisions", 0),
    )
