"""Launches that nobody reported on."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen
from sqlalchemy import exists, select, text

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.operations import IS_OPEN, launches, unreported_launches
from astrobookings.domain.agencies.launch import Launch
from astrobookings.domain.kernel.ids import LaunchId

__all__ = ["SqlUnreportedLaunches"]


@frozen
class SqlUnreportedLaunches:
    store: SqlStore

    def due(self, before: datetime, limit: int) -> Sequence[LaunchId]:
        told = exists().where(
            unreported_launches.c.launch_id == launches.c.id,
            unreported_launches.c.launch_at == launches.c.launch_at,
        )
        found = select(launches.c.id).where(text(IS_OPEN), launches.c.launch_at <= before, ~told)
        rows = self.store.rows(found.order_by(launches.c.launch_at, launches.c.id).limit(limit))
        return tuple(LaunchId(row[0]) for row in rows)

    def first_time(self, launch: Launch) -> bool:
        noted = self.store.insert(unreported_launches).values(
            launch_id=launch.id, launch_at=launch.launch_at
        )
        unless_told = noted.on_conflict_do_nothing().returning(unreported_launches.c.launch_id)
        return self.store.write(unless_told).first() is not None
