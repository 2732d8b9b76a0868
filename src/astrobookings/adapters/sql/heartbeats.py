"""Signs of life of those who work in the background."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import Row, delete, select

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.system_workers import heartbeats
from astrobookings.application.ports.heartbeats import Heartbeat, WorkerKind

__all__ = ["SqlHeartbeats"]


@frozen
class SqlHeartbeats:
    store: SqlStore

    def beat(self, heartbeat: Heartbeat) -> None:
        values = asdict(heartbeat) | {"kind": heartbeat.kind.value}
        beaten = self.store.insert(heartbeats).values(values)
        kept = beaten.on_conflict_do_update(index_elements=[heartbeats.c.id], set_=values)
        self.store.write_alone(kept)

    def since(self, moment: datetime) -> Sequence[Heartbeat]:
        alive = select(heartbeats).where(heartbeats.c.beat_at >= moment).order_by(heartbeats.c.id)
        return tuple(_heartbeat(row) for row in self.store.rows(alive))

    def forget_before(self, moment: datetime) -> int:
        return self.store.write_alone(delete(heartbeats).where(heartbeats.c.beat_at < moment))


def _heartbeat(row: Row[Any]) -> Heartbeat:
    return Heartbeat(
        id=row.id,
        kind=WorkerKind(row.kind),
        started_at=row.started_at,
        beat_at=row.beat_at,
        decisions=row.decisions,
    )
