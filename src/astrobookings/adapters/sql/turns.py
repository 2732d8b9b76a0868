"""Whose turn it is."""

from datetime import datetime, timedelta

from attrs import frozen
from sqlalchemy import or_

from astrobookings.adapters.sql.store.database import SqlStore
from astrobookings.adapters.sql.tables.system_workers import turns

__all__ = ["SqlTurns"]


@frozen
class SqlTurns:
    store: SqlStore

    def take(self, name: str, now: datetime, period: timedelta) -> bool:
        """One statement; of two at once, the second finds the row of the first."""
        is_over = or_(turns.c.taken_at <= now - period, turns.c.taken_at > now)
        taken = (
            self.store.insert(turns)
            .values(name=name, taken_at=now)
            .on_conflict_do_update(
                index_elements=[turns.c.name], set_={"taken_at": now}, where=is_over
            )
            .returning(turns.c.name)
        )
        return self.store.first(taken) is not None
